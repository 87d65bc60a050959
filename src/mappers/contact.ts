import type { EmailAddress, PhoneNumber, SocialMedia } from '../models/contact.js';
import type { RawApplicantView } from '../schemas/applicant.js';
import { readEmail, type MapperContext } from './context.js';
import { present, toText } from './values/text.js';

/** Mobile number first, a number that stands in both fields once. */
export function toPhoneNumbers(raw: RawApplicantView): PhoneNumber[] {
  const mobile = toText(raw.MobilePhone);
  const phone = toText(raw.Phone);
  const numbers: PhoneNumber[] = mobile === null ? [] : [{ phone_number: mobile, type: 'MOBILE' }];
  if (phone !== null && phone !== mobile) numbers.push({ phone_number: phone, type: null });
  return numbers;
}

/** The address, if it is one. */
export function toEmailAddresses(raw: RawApplicantView, context: MapperContext): EmailAddress[] {
  const email = readEmail(raw.Email, context, raw.Id, 'Email');
  return email === null ? [] : [{ email_address: email, type: null }];
}

/** Profiles on other platforms, then the own page. */
export function toSocialMedia(raw: RawApplicantView): SocialMedia[] {
  const pages: SocialMedia[] = present(raw.ThirdPartyProfiles).map((profile) => ({
    link: toText(profile.Url),
    type: toText(profile.ThirdParty)?.toUpperCase() ?? null,
    username: toText(profile.Identifier),
  }));
  const link = toText(raw.Url);
  if (link !== null) pages.push({ link, type: 'WEBSITE', username: null });
  return pages;
}
