import type { ParsedCandidate, ParsedCv } from '../models/parsed-cv.js';
import type { RawFlexDateView } from '../schemas/flex-date.js';
import type { RawParsedCvView } from '../schemas/parsed-cv.js';
import { checkedPart } from './check-record.js';
import { asAnswered, type MapperContext } from './context.js';
import { PARSED_CV_SHAPE } from './shapes.js';
import { toStandardBase64 } from './values/base64.js';
import { isNoDate, toCalendarDay } from './values/dates.js';
import { findEmails } from './values/email.js';
import { GENDERS, memberOf } from './values/enums.js';
import { flexDateText } from './values/flex-dates.js';
import { distinctTexts, present, toText } from './values/text.js';
import { toWebAddress } from './values/web-address.js';

type ReportDrop = (path: string, reason: string) => void;

/**
 * Maps what eRecruiter's parser found in a CV. `candidate` has only what `createApplication` accepts: anything else is
 * reported to `onIssue`, and stays in the other fields as it was written.
 *
 * @param raw - An answer of `POST CvParser`; any of it may be missing.
 * @param context - From {@link createMapperContext}.
 * @returns The parsed CV.
 *
 * @example
 * ```ts
 * import { createMapperContext, toParsedCv } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toParsedCv({ FirstName: 'Eva', Country: 'Österreich', City: 'Linz' }, context).candidate.location?.country; // 'AT'
 * ```
 */
export function toParsedCv<Raw extends RawParsedCvView>(raw: Raw | null | undefined, context: MapperContext): ParsedCv {
  const report: ReportDrop = (path, reason) => context.onIssue({ id: null, path, reason });
  const cv: RawParsedCvView = checkedPart<RawParsedCvView>(raw ?? {}, PARSED_CV_SHAPE, context, null, '') ?? {};
  const date = (value: RawFlexDateView | null | undefined, path: string): string | null => {
    const text = flexDateText(value);
    if (text === undefined) report(path, 'not a date');
    return text ?? null;
  };
  const period = (
    {
      StartDate,
      EndDate,
    }: { StartDate?: RawFlexDateView | null | undefined; EndDate?: RawFlexDateView | null | undefined },
    path: string,
  ) => ({ start_date: date(StartDate, `${path}.StartDate`), end_date: date(EndDate, `${path}.EndDate`) });
  return {
    candidate: toParsedCandidate(cv, context, report),
    address: {
      street_1: trimmedText(cv.Street),
      zip_code: trimmedText(cv.ZipCode),
      city: trimmedText(cv.City),
      country: trimmedText(cv.Country),
    },
    birth_date: birthDateOf(cv, context, report),
    citizenship: trimmedText(cv.Citizenship),
    title_before_name: trimmedText(cv.TitleBeforeName),
    title_after_name: trimmedText(cv.TitleAfterName),
    photo: photoOf(cv, report),
    summary: toText(cv.Summary),
    competences: distinctTexts(cv.Competences),
    interests: distinctTexts(cv.Interests),
    urls: distinctTexts(cv.Urls),
    skills: distinctTexts(present(cv.Skills).map(({ Name }) => Name)),
    experiences: present(cv.Experiences).map((one, index) => ({
      ...period(one, `Experiences.${index}`),
      is_current: one.IsCurrent ?? null,
      company: toText(one.CompanyName),
      industry: toText(one.Industry),
      position: toText(one.Position),
      function: toText(one.Function),
      description: toText(one.Description),
    })),
    educations: present(cv.Educations).map((one, index) => ({
      ...period(one, `Educations.${index}`),
      is_current: one.IsCurrent ?? null,
      country: toText(one.Country),
      school: toText(one.School),
      field_of_study: toText(one.FieldOfStudy),
      isced_code: toText(one.IscedCode),
      degree: toText(one.Degree),
    })),
    certifications: present(cv.Certifications).map((one, index) => ({
      ...period(one, `Certifications.${index}`),
      name: toText(one.Name),
      number: toText(one.Number),
      authority: toText(one.Authority),
    })),
    languages: present(cv.Languages).map(({ LanguageCode, LanguageName, Level }) => ({
      code: toText(LanguageCode),
      name: toText(LanguageName),
      level: toText(Level),
    })),
    publications: present(cv.Publications).map((one, index) => ({
      title: toText(one.Title),
      date: date(one.Date, `Publications.${index}.Date`),
      abstract: toText(one.Abstract),
      type: toText(one.PublicationType),
      url: toText(one.Url),
    })),
    remote_data: context.remoteData ? { '/CvParser': asAnswered(raw) } : null,
  };
}

function toParsedCandidate(cv: RawParsedCvView, context: MapperContext, report: ReportDrop): ParsedCandidate {
  const [first_name, last_name, phone_number] = [
    trimmedText(cv.FirstName),
    trimmedText(cv.LastName),
    trimmedText(cv.Phone),
  ];
  const [email, ...others] = emailsOf(cv, report);
  const location = locationOf(cv, context, report);
  const gender = parsedGenderOf(cv, report);
  const links = linksOf(cv, report);
  return {
    ...(first_name === null ? {} : { first_name }),
    ...(last_name === null ? {} : { last_name }),
    ...(email === undefined ? {} : { email_address: email }),
    ...(others.length === 0
      ? {}
      : { additional_email_addresses: others.map((address) => ({ email_address: address })) }),
    ...(phone_number === null ? {} : { phone_number }),
    ...(location === undefined ? {} : { location }),
    ...(gender === undefined ? {} : { gender }),
    ...(links.length === 0 ? {} : { social_links: links.map((url) => ({ url })) }),
  };
}

function emailsOf({ Email }: RawParsedCvView, report: ReportDrop): readonly string[] {
  const { addresses, hasRest } = findEmails(Email);
  if (addresses.length === 0 && toText(Email) !== null) report('Email', 'not an email address');
  else if (hasRest) report('Email', 'something besides email addresses');
  return addresses;
}

function locationOf(
  cv: RawParsedCvView,
  { countries }: MapperContext,
  report: ReportDrop,
): ParsedCandidate['location'] {
  const [street_1, zip_code, city, name] = [cv.Street, cv.ZipCode, cv.City, cv.Country].map(trimmedText);
  const country = name ? countries.toIso(name) : undefined;
  const isAnyGiven = [street_1, zip_code, city, name].some((part) => part !== null && part !== undefined);
  if (country === undefined) {
    if (isAnyGiven)
      report('Country', name ? 'not a country that is known' : 'missing: the rest of the address needs one');
    return undefined;
  }
  return { country, ...(city && { city }), ...(zip_code && { zip_code }), ...(street_1 && { street_1 }) };
}

function parsedGenderOf({ Gender }: RawParsedCvView, report: ReportDrop): ParsedCandidate['gender'] {
  const gender = memberOf(GENDERS, Gender);
  if (gender === undefined && Gender !== null && Gender !== undefined) report('Gender', 'not a known value');
  return gender === 'Male' ? 'MALE' : gender === 'Female' ? 'FEMALE' : undefined;
}

function linksOf({ Urls }: RawParsedCvView, report: ReportDrop): string[] {
  const links = present(Urls).flatMap((text, index) => {
    const address = toWebAddress(text);
    if (address === null && toText(text) !== null) report(`Urls.${index}`, 'not a web address');
    return address ?? [];
  });
  return [...new Set(links)];
}

function birthDateOf({ BirthDate }: RawParsedCvView, { timeZone }: MapperContext, report: ReportDrop): string | null {
  const day = toCalendarDay(BirthDate, timeZone);
  if (day === null && !isNoDate(BirthDate)) report('BirthDate', 'not a date');
  return day;
}

function photoOf({ Photo }: RawParsedCvView, report: ReportDrop): string | null {
  const base64 = toStandardBase64(Photo ?? '');
  if (base64 === undefined) report('Photo', 'not base64');
  return base64 || null;
}

function trimmedText(text: string | null | undefined): string | null {
  return toText(text)?.trim() ?? null;
}
