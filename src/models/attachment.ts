/** A file of a candidate: the CV or a document and, on request, the photo and the European CV. */
export interface Attachment {
  /** From Applicant.Id and ApplicantDocument.Id; CV, photo and European CV have no number of their own. */
  readonly id: string;
  /** Always null: files belong to the applicant in eRecruiter, not to an application. */
  readonly application_id: string | null;
  /** Id of the Candidate. From Applicant.Id. */
  readonly candidate_id: string;
  /**
   * Known words of ApplicantDocument.Type (Lebenslauf, Anschreiben …); `CV` for the CV slot and the European CV,
   * `OTHER` for the photo. From ApplicantDocument.Type.
   */
  readonly type: 'CV' | 'COVER_LETTER' | 'OTHER';
  /** `cv`, `photo` or `european_cv` for what has no number. From ApplicantDocument.Id. */
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

/** Bytes in a buffer of their own. Written like this, they fit a `Blob` in every version of TypeScript. */
export type FileBytes = ReturnType<Uint8ArrayConstructor['from']>;

/** The content of a file of a candidate. */
export interface AttachmentContent<Data = FileBytes> {
  /** The id of the attachment. From Applicant.Id and ApplicantDocument.Id. */
  readonly id: string;
  /** Id of the Candidate. From Applicant.Id. */
  readonly candidate_id: string;
  /** As in Attachment. From ApplicantDocument.Type. */
  readonly type: Attachment['type'];
  /** As in Attachment. From ApplicantDocument.Id. */
  readonly remote_id: string;
  /** Name with extension. From ApplicantDocument.Name and ApplicantDocument.FileExtension. */
  readonly file_name: string;
  /** By the extension, else `application/octet-stream`. From ApplicantDocument.FileExtension. */
  readonly content_type: string;
  /** The exact bytes, as a `Uint8Array` or as standard base64 with padding. From ApplicantDocument.Content. */
  readonly data: Data;
  /** The number of bytes. From ApplicantDocument.Content. */
  readonly size: number;
}
