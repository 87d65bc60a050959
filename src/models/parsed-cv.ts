import type { AdditionalEmailInput, CandidateInput, LocationInput } from './action-inputs.js';

/** A link that a CV names, as `createApplication` takes it. */
export interface ParsedLink {
  /** From CvParser.Urls. */
  readonly url: string;
}

/** What a CV says about a candidate, as `createApplication` takes it. What the CV does not say is missing. */
export interface ParsedCandidate {
  /** From CvParser.FirstName. */
  readonly first_name?: CandidateInput['first_name'] | undefined;
  /** From CvParser.LastName. */
  readonly last_name?: CandidateInput['last_name'] | undefined;
  /** The first address. From CvParser.Email. */
  readonly email_address?: CandidateInput['email_address'] | undefined;
  /** Further addresses in the same field. From CvParser.Email. */
  readonly additional_email_addresses?: readonly AdditionalEmailInput[] | undefined;
  /** From CvParser.Phone. */
  readonly phone_number?: string | undefined;
  /** Only with a country that is known. From CvParser.Country, City, ZipCode and Street. */
  readonly location?: LocationInput | undefined;
  /** From CvParser.Gender. */
  readonly gender?: 'MALE' | 'FEMALE' | undefined;
  /** The web addresses. From CvParser.Urls. */
  readonly social_links?: readonly ParsedLink[] | undefined;
}

/** An address as the CV spells it. */
export interface ParsedAddress {
  /** From CvParser.Street. */
  readonly street_1: string | null;
  /** From CvParser.ZipCode. */
  readonly zip_code: string | null;
  /** From CvParser.City. */
  readonly city: string | null;
  /** Any text. From CvParser.Country. */
  readonly country: string | null;
}

/** A time between two dates: `2019`, `2019-03` or `2019-03-01`; a relative one is a duration, such as `P3M`. */
interface ParsedPeriod {
  /** As precise as the CV. From CvParser.StartDate. */
  readonly start_date: string | null;
  /** As precise as the CV. From CvParser.EndDate. */
  readonly end_date: string | null;
}

/** A position in a CV. */
export interface ParsedExperience extends ParsedPeriod {
  /** Whether it lasts. From Experience.IsCurrent. */
  readonly is_current: boolean | null;
  /** From Experience.CompanyName. */
  readonly company: string | null;
  /** From Experience.Industry. */
  readonly industry: string | null;
  /** From Experience.Position. */
  readonly position: string | null;
  /** From Experience.Function. */
  readonly function: string | null;
  /** From Experience.Description. */
  readonly description: string | null;
}

/** An education in a CV. */
export interface ParsedEducation extends ParsedPeriod {
  /** Whether it lasts. From Education.IsCurrent. */
  readonly is_current: boolean | null;
  /** Any text. From Education.Country. */
  readonly country: string | null;
  /** From Education.School. */
  readonly school: string | null;
  /** From Education.FieldOfStudy. */
  readonly field_of_study: string | null;
  /** From Education.IscedCode. */
  readonly isced_code: string | null;
  /** From Education.Degree. */
  readonly degree: string | null;
}

/** A certification in a CV. */
export interface ParsedCertification extends ParsedPeriod {
  /** From Certification.Name. */
  readonly name: string | null;
  /** From Certification.Number. */
  readonly number: string | null;
  /** From Certification.Authority. */
  readonly authority: string | null;
}

/** A language in a CV. */
export interface ParsedLanguage {
  /** From Language.LanguageCode. */
  readonly code: string | null;
  /** From Language.LanguageName. */
  readonly name: string | null;
  /** Any text, such as `C2`. From Language.Level. */
  readonly level: string | null;
}

/** A publication in a CV. */
export interface ParsedPublication {
  /** From Publication.Title. */
  readonly title: string | null;
  /** As precise as the CV. From Publication.Date. */
  readonly date: string | null;
  /** From Publication.Abstract. */
  readonly abstract: string | null;
  /** From Publication.PublicationType. */
  readonly type: string | null;
  /** As written. From Publication.Url. */
  readonly url: string | null;
}

/** What eRecruiter's parser found in a CV. */
export interface ParsedCv {
  /** The part that `createApplication` takes. From CvParser.FirstName, LastName, Email and so on. */
  readonly candidate: ParsedCandidate;
  /** As written, also where it is no `location`. From CvParser.Street, ZipCode, City and Country. */
  readonly address: ParsedAddress;
  /** A calendar day. From CvParser.BirthDate. */
  readonly birth_date: string | null;
  /** Any text. From CvParser.Citizenship. */
  readonly citizenship: string | null;
  /** From CvParser.TitleBeforeName. */
  readonly title_before_name: string | null;
  /** From CvParser.TitleAfterName. */
  readonly title_after_name: string | null;
  /** A JPEG as standard base64, to be the `data` of an attachment. From CvParser.Photo. */
  readonly photo: string | null;
  /** From CvParser.Summary. */
  readonly summary: string | null;
  /** From CvParser.Competences. */
  readonly competences: readonly string[];
  /** From CvParser.Interests. */
  readonly interests: readonly string[];
  /** As written, web addresses or not. From CvParser.Urls. */
  readonly urls: readonly string[];
  /** From CvParser.Skills. */
  readonly skills: readonly string[];
  /** From CvParser.Experiences. */
  readonly experiences: readonly ParsedExperience[];
  /** From CvParser.Educations. */
  readonly educations: readonly ParsedEducation[];
  /** From CvParser.Certifications. */
  readonly certifications: readonly ParsedCertification[];
  /** From CvParser.Languages. */
  readonly languages: readonly ParsedLanguage[];
  /** From CvParser.Publications. */
  readonly publications: readonly ParsedPublication[];
  /** The answer itself; null unless the option `remoteData` is true. From CvParser. */
  readonly remote_data: unknown;
}
