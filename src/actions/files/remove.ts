import { isAnswerOf, isGone } from '../../api/absence.js';
import { type Endpoint, endpoints } from '../../api/endpoints.js';
import type { EndpointInput } from '../../api/request.js';
import { attachmentAddressOf, attachmentIdIssues } from '../../core/attachment-ids.js';
import { parseInput } from '../../core/parse-input.js';
import type { RemoveAttachmentInput } from '../../models/action-inputs.js';
import type { ActionResult, NoData } from '../../models/action-results.js';
import type { CallOptions } from '../../options.js';
import { confirmStored } from '../action-reads.js';
import { exactlyOnce } from '../exactly-once.js';
import { removeAttachmentInput } from '../input.js';
import { type ActionCall, type ActionServices, runAction } from '../run-action.js';
import { notTheirs } from './replace.js';
import { currentSlot, FILE_SLOTS, type FileSlot, isSameContent, readDocuments, readSlot } from './stored-files.js';

/** Removes a file. One that is gone already is success. */
export function removeAttachment(
  services: ActionServices,
  input: RemoveAttachmentInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const issues = attachmentIdIssues(services.ids, input, 'attachment_id');
  const { attachment_id: id } = parseInput(removeAttachmentInput, input, issues);
  const { applicant, document } = attachmentAddressOf(services.ids, id, 'attachment_id');
  return runAction(services, options, (call) =>
    call.withLock(`files ${applicant}`, async () => {
      if (typeof document === 'number') await removeDocument(call, applicant, document);
      else await removeFromSlot(call, applicant, document === 'photo' ? 'photo' : 'cv');
      return {};
    }),
  );
}

async function removeDocument(call: ActionCall, applicantId: number, documentId: number): Promise<void> {
  const path = { documentId };
  const isThere = async (): Promise<boolean> => {
    try {
      const input = { path, query: { includeContent: false } };
      await call.services.transport.record(endpoints.document, input, call.options);
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  };
  // Only the list says whose a document is.
  const isListed = (await readDocuments(call, applicantId)).some(({ Id }) => Id === documentId);
  if (isListed) return sendRemoval(call, endpoints.removeDocument, path, 'document', isThere);
  if (await isThere()) throw notTheirs(call, applicantId);
}

async function removeFromSlot(call: ActionCall, applicantId: number, slot: FileSlot): Promise<void> {
  const { remove, label } = FILE_SLOTS[slot];
  const before = await currentSlot(call, applicantId, slot);
  if (before === null) return;
  // Another file has taken its place: the one to remove is gone, and the other one must stay.
  const isThere = async (): Promise<boolean> => {
    const now = await readSlot(call, applicantId, slot);
    return now !== null && isSameContent(now.Content, before.Content ?? '');
  };
  await sendRemoval(call, remove, { applicantId }, label, isThere);
}

async function sendRemoval<P extends string>(
  call: ActionCall,
  endpoint: Endpoint<P> & { readonly rows: false },
  path: EndpointInput<P>['path'] & object,
  label: string,
  isThere: () => Promise<boolean>,
): Promise<void> {
  await exactlyOnce(
    call,
    endpoint,
    async () => {
      try {
        await call.services.transport.record(endpoint, { path }, call.options);
      } catch (error) {
        // Someone else was faster; but a web server can answer 404 for a route.
        const isOver = isAnswerOf(endpoint, error) && isGone(error) && !(await isThere().catch(() => true));
        if (!isOver) throw error;
      }
      return true;
    },
    async () => ((await isThere()) ? undefined : true),
  );
  await confirmStored(call, 'the removal', async () =>
    (await isThere()) ? `eRecruiter accepted the removal of the ${label}, but still shows it` : undefined,
  );
}
