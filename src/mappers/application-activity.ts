import type { ApplicationActivity } from '../models/application-activity.js';
import type { RawApplicationStepsView } from '../schemas/application.js';
import { ACTIVITY_AVAILABILITIES, memberOf } from './values/enums.js';
import { present, toText } from './values/text.js';

const AVAILABILITIES = { None: 'NONE', Simple: 'SIMPLE', Full: 'FULL' } as const;

/** Maps the steps that can be executed now. A step without a name cannot be: `onIssue` is called for it. */
export function toApplicationActivities(
  { AvailableActivities }: RawApplicationStepsView,
  onIssue: () => void,
): ApplicationActivity[] {
  return present(AvailableActivities).flatMap((raw): ApplicationActivity | ApplicationActivity[] => {
    const name = toText(raw.Name);
    if (name === null) {
      onIssue();
      return [];
    }
    const availability = memberOf(ACTIVITY_AVAILABILITIES, raw.AvailableToContact);
    return {
      name,
      name_for_applicant: toText(raw.NameForApplicant),
      name_for_contact: toText(raw.NameForContact),
      visible_to_applicant: raw.IsVisibleToApplicant ?? null,
      available_to_contact: availability === undefined ? null : AVAILABILITIES[availability],
    };
  });
}

/** Returns the names of the steps that can be executed now, as eRecruiter spells them. */
export function activityNames({ AvailableActivities }: RawApplicationStepsView): string[] {
  return present(AvailableActivities).flatMap(({ Name }) => (toText(Name) === null ? [] : (Name ?? [])));
}
