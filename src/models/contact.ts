/** A phone number of a candidate. */
export interface PhoneNumber {
  /** As it was typed. From Applicant.MobilePhone and Applicant.Phone. */
  readonly phone_number: string;
  /** `MOBILE` from Applicant.MobilePhone, null from Applicant.Phone. */
  readonly type: string | null;
}

/** An email address of a candidate. */
export interface EmailAddress {
  /** From Applicant.Email if it is an email address. */
  readonly email_address: string;
  /** Always null: addresses have no kind in eRecruiter. */
  readonly type: string | null;
}

/** A web page of a candidate. */
export interface SocialMedia {
  /** From Applicant.ThirdPartyProfiles[].Url and Applicant.Url. */
  readonly link: string | null;
  /** The platform in capitals; `WEBSITE` for a personal website. From Applicant.ThirdPartyProfiles[].ThirdParty. */
  readonly type: string | null;
  /** The name of the person on the platform. From Applicant.ThirdPartyProfiles[].Identifier. */
  readonly username: string | null;
}
