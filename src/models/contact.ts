/** A telephone number of a candidate. */
export interface PhoneNumber {
  /** As it was typed. From Applicant.MobilePhone and Applicant.Phone. */
  readonly phone_number: string;
  /** `MOBILE` from Applicant.MobilePhone, null from Applicant.Phone. */
  readonly type: string | null;
}

/** An e-mail address of a candidate. */
export interface EmailAddress {
  /** From Applicant.Email, left out where it is no e-mail address. */
  readonly email_address: string;
  /** Always null: eRecruiter has one address per person and no kind. */
  readonly type: string | null;
}

/** A page of a candidate elsewhere. */
export interface SocialMedia {
  /** From Applicant.ThirdPartyProfiles[].Url and Applicant.Url. */
  readonly link: string | null;
  /** The platform in capitals, `WEBSITE` for the own page. From Applicant.ThirdPartyProfiles[].ThirdParty. */
  readonly type: string | null;
  /** What the platform calls the person. From Applicant.ThirdPartyProfiles[].Identifier. */
  readonly username: string | null;
}
