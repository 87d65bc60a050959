/** A publication of a job on the portal, a channel or a job board. */
export interface JobPosting {
  /** Derived from the job and the publication's names: publications have no number. */
  readonly id: string;
  /** From Job.PublishedOn[].Name, else InternalName. */
  readonly remote_id: string | null;
  /** From Job.Title, else Job.InternalName. */
  readonly title: string | null;
  /**
   * The text of the job: publications have none of their own. From Job.CompanyDescription and Job.Block1 to Block4,
   * else Job.Html.
   */
  readonly description_html: string | null;
  /**
   * `DRAFT` if the job is a draft; `ACTIVE` if the job is open and the time of reading is between start and end.
   * From Job.Status, Job.PublishedOn[].PublicationDate and ExpirationDate.
   */
  readonly status: 'ACTIVE' | 'INACTIVE' | 'DRAFT' | null;
  /** Always null: eRecruiter does not say who can see a channel. */
  readonly visibility: 'PUBLIC' | 'INTERNAL' | 'UNLISTED' | null;
  /** From Job.PublishedOn[].JobAdUrl (`$Referrer$` filled in or removed), else the portal's page of the job. */
  readonly url: string | null;
}
