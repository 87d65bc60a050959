import type { EmailAddress, PhoneNumber, SocialMedia } from '../models/contact.js';
import type { RawApplicantView } from '../schemas/applicant.js';
import { readEmails, type MapperContext } from './context.js';
import { isSamePhone } from './values/phone.js';
import { present, toText } from './values/text.js';

/** Maps phone numbers, the mobile number first; a number that is in both fields appears once. */
export function toPhoneNumbers(raw: RawApplicantView): PhoneNumber[] {
  const mobile = toText(raw.MobilePhone);
  const phone = toText(raw.Phone);
  const numbers: PhoneNumber[] = mobile === null ? [] : [{ phone_number: mobile, type: 'MOBILE' }];
  if (phone !== null && (mobile === null || !isSamePhone(phone, mobile)))
    numbers.push({ phone_number: phone, type: null });
  return numbers;
}

/** Maps the email address; if the field contains several, each of them. */
export function toEmailAddresses(raw: RawApplicantView, context: MapperContext): EmailAddress[] {
  return readEmails(raw.Email, context, raw.Id, 'Email').map((email) => ({ email_address: email, type: null }));
}

/** Maps profiles on other platforms, then the personal website. */
export function toSocialMedia(raw: RawApplicantView): SocialMedia[] {
  const profiles = present(raw.ThirdPartyProfiles).map((profile) => ({
    link: toText(profile.Url),
    type: toText(profile.ThirdParty)?.toUpperCase() ?? null,
    username: toText(profile.Identifier),
  }));
  const pages: SocialMedia[] = profiles.filter((page) => Object.values(page).some((part) => part !== null));
  const link = toText(raw.Url);
  if (link !== null) pages.push({ link, type: 'WEBSITE', username: null });
  return pages;
}
