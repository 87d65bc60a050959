/** Where a job or a person is. */
export interface Location {
  /** Town. From Applicant.City, Job.GeoLocation.City, else Job.GoogleForJobs.Locations[0].City. */
  readonly city: string | null;
  /**
   * ISO 3166-1 alpha-2 code, or eRecruiter's name if it is no known country.
   * From Applicant.Country, Job.GeoLocation.Country, else Job.GoogleForJobs.Locations[0].Country.
   */
  readonly country: string | null;
  /** The place as one text. From Job.Location, else Job.GeoLocationName; null for candidates. */
  readonly raw: string | null;
  /** From Job.GeoLocation.Region, else Job.GoogleForJobs.Locations[0].State; null for candidates. */
  readonly state: string | null;
  /**
   * Street and number. From Applicant.Street, Job.GeoLocation.Street and StreetNumber, else
   * Job.GoogleForJobs.Locations[0].Street and HouseNo.
   */
  readonly street_1: string | null;
  /** Always null: eRecruiter has one line of street. */
  readonly street_2: string | null;
  /** From Applicant.ZipCode, Job.GeoLocation.ZipCode, else Job.GoogleForJobs.Locations[0].ZipCode. */
  readonly zip_code: string | null;
}
