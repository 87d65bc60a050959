/** A file of a candidate: the CV or a document. */
export interface Attachment {
  /** From Applicant.Id and ApplicantDocument.Id; a CV has no number of its own. */
  readonly id: string;
  /** Always null: files belong to the applicant in eRecruiter, not to an application. */
  readonly application_id: string | null;
  /** Id of the Candidate. From Applicant.Id. */
  readonly candidate_id: string;
  /**
   * Known words of ApplicantDocument.Type (Lebenslauf, Anschreiben …); `CV` for the CV slot. From
   * ApplicantDocument.Type.
   */
  readonly type: 'CV' | 'COVER_LETTER' | 'OTHER';
  /** `cv` for the CV slot. From ApplicantDocument.Id. */
  readonly remote_id: string;
  /** The file as a `data:` URL; null if the content was not read. From ApplicantDocument.Content. */
  readonly data_url: string | null;
  /** Name with extension. From ApplicantDocument.Name and ApplicantDocument.FileExtension. */
  readonly file_name: string;
  /** By the extension, else `application/octet-stream`. From ApplicantDocument.FileExtension. */
  readonly content_type: string;
  /** Always null: files have no date in eRecruiter's API. */
  readonly remote_created_at: Date | null;
  /** Always null: files have no date in eRecruiter's API. */
  readonly remote_updated_at: Date | null;
}
