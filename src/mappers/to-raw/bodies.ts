// What eRecruiter accepts, in wire order. Every property is there: a missing one would get a default of .NET.

/** The body of `PUT Api/Application`. */
export interface ApplicationBody {
  /** eRecruiter's number of the job. */
  readonly JobId: number;
  /** eRecruiter's number of the applicant. */
  readonly ApplicantId: number;
  /** The source, as the mandator's catalogue spells it. */
  readonly Referrer: string | null;
  /** Only for sources with `AllowsAdditionalInfo`. */
  readonly ReferrerAdditionalInfo: string | null;
  /** True updates an application that exists already; false: it is an error. */
  readonly RefreshApplicationIfItAlreadyExists: boolean;
  /** Always null: a cover letter is a document. */
  readonly CoverLetter: string | null;
}

/** The body of `PUT Api/Applicant/Cv/{applicantId}`. */
export interface CvBody {
  /** With its dot, in lower case. */
  readonly FileExtension: string;
  /** The content as base64 text. */
  readonly Content: string;
}

/** A file in eRecruiter's form, from {@link toRawFile}. */
export interface RawFile extends CvBody {
  /** The name without its extension. */
  readonly Name: string;
}

/** The body of `PUT Api/Applicant/Document/{applicantId}`. */
export interface DocumentBody extends RawFile {
  /** A document type of the mandator's catalogue; null if the catalogue is empty. */
  readonly Type: string | null;
  /** Whether the applicant sees the document in the portal. */
  readonly IsPublic: boolean;
}

/** The body of `PUT Api/Applicant/History/{applicantId}`. */
export interface HistoryBody {
  /** eRecruiter's number of the job that the entry belongs to; null for none. */
  readonly JobId: number | null;
  /** A line of text. */
  readonly Subject: string;
  /** HTML. */
  readonly Body: string;
  /** 0 is Manual. */
  readonly Type: number;
  /** The author whom recruiters see. */
  readonly CreatedBy: string;
}

/** The body of `POST Api/Applicant/{applicantId}/CustomField`. */
export interface CustomFieldBody {
  /** The internal name of the field. */
  readonly CustomField: string;
  /** Null for a CheckboxList. */
  readonly Value: string | null;
  /** Null unless the field is a CheckboxList. */
  readonly Values: readonly string[] | null;
}

/** The body of `PUT Api/Applicant/{applicantId}/Policies/{policyId}`. */
export interface PolicyBody {
  /** Wall time in the context's zone; null if the moment is no valid date. */
  readonly AcceptedOn: string | null;
  /** Always null: the policy is accepted. */
  readonly RevokedOn: string | null;
}

/** The body of `PUT Api/Applicant/Language/{applicantId}`, and of `POST Api/Applicant/Language/{languageId}`. */
export interface LanguageBody {
  /** As the mandator's catalogue spells it. */
  readonly Language: string;
  /** Null if the question asks for no level: keep the one that is stored. */
  readonly Level: string | null;
}

/** An element of the body of `POST Api/Applicant/Knowledges/{applicantId}`. */
export interface KnowledgeBody {
  /** The skill, as the mandator's catalogue spells it. */
  readonly Knowledge: string;
  /** Null if the question asks for no level: an existing level is kept. */
  readonly Level: string | null;
}
