import { CUSTOM_FIELDS, findCustomField } from './custom-fields.js';
import { textOrNull, type JsonObject } from './json.js';

/** `carries` names the custom field, language, skill or document type that the answer is written to. */
type QuestionSpec = readonly [type: number, title: string, required: boolean, carries?: string, description?: string];

/** Together they contain every item type (0–22) and every custom field type. */
const QUESTIONNAIRES: Readonly<Record<number, { name: string; location: number; questions: readonly QuestionSpec[] }>> =
  {
    9: {
      name: 'Fragebogen Büro',
      location: 1,
      questions: [
        [2, 'Ihre Kenntnisse', false],
        [0, 'Wie gut sprechen Sie Französisch?', false, 'Französisch'],
        [1, 'Wie gut kennen Sie BMD NTCS?', true, 'BMD NTCS'],
        [4, 'Welche Programmiersprachen beherrschen Sie?', false, 'Programmieren'],
        [14, 'Welche Sprachen sprechen Sie?', false],
        [13, 'Zu Ihrer Person', false],
        ...CUSTOM_FIELDS.filter((field) => field['Target'] === 0).map(askFor),
        [7, 'Wann können Sie beginnen?', true],
        [8, 'Ihre Gehaltsvorstellung (brutto)?', true],
        [5, 'Reisen ins Ausland?', false],
        [6, 'Reisen im Inland?', false],
        [9, 'Präsenz- oder Zivildienst?', false],
      ],
    },
    10: {
      name: 'Fragebogen Technik',
      location: 0,
      questions: [
        [10, 'Würden Sie übersiedeln?', true],
        [11, 'Beschreiben Sie sich kurz.', false],
        [12, 'Wie sieht Ihre Wunschstelle aus?', false],
        [15, 'Wie haben Sie von uns erfahren?', false],
        [16, 'Welche Berufsfelder interessieren Sie?', false],
        [17, 'In welchen Regionen möchten Sie arbeiten?', false],
        [18, 'Gewünschter Arbeitsort?', false],
        [19, 'Welches Ausmaß suchen Sie?', true],
        [20, 'Ihre Ausbildungen', false],
        [21, 'Ihre bisherigen Stellen', false],
        [22, 'Ihr letztes Zeugnis', false, 'Zeugnis'],
      ],
    },
    11: {
      name: 'Kurzfragebogen',
      location: 0,
      questions: [
        [3, 'Wie haben Sie uns kennengelernt?', false, 'kennenlernen'],
        [3, 'Haben Sie den Führerschein B?', false, 'fuehrerscheinB'],
      ],
    },
  };

function askFor({ Name, Title, Type }: JsonObject): QuestionSpec {
  return [3, `${String(Title)}?`, Type === 2, String(Name), 'Hinweistext'];
}

/** A questionnaire as the sandbox stores it: its items name their custom fields. */
export interface StoredQuestionnaire {
  readonly row: JsonObject;
  readonly items: readonly JsonObject[];
}

/** Returns the questionnaires that a sandbox starts with. */
export function seededQuestionnaires(): Map<number, StoredQuestionnaire> {
  return new Map(
    Object.entries(QUESTIONNAIRES).map(([key, { name, location, questions }]) => {
      const Id = Number(key);
      const Description = Id === 9 ? 'Bitte nehmen Sie sich fünf Minuten Zeit.' : null;
      const items = questions.map((question, index) => ({ Id: Id * 100 + index + 1, ...itemOf(question) }));
      return [Id, { row: { Id, Name: name, Description, Location: location }, items }];
    }),
  );
}

function itemOf([Type, Title, IsRequired, carries, description]: QuestionSpec): JsonObject {
  const carry = (type: number): string | null => textOrNull(Type === type ? carries : null);
  return {
    Title,
    Description: description ?? null,
    IsRequired,
    Type,
    CustomField: carry(3),
    Language: carry(0),
    Knowledge: carry(1),
    KnowledgeGroup: carry(4),
    ApplicantDocumentType: carry(22),
  };
}

/** Returns a questionnaire as the API answers it; on servers before 1.79 its items have no id. */
export function questionnaireRow(
  { row, items }: StoredQuestionnaire,
  fields: readonly JsonObject[],
  itemIds: boolean,
): JsonObject {
  const Items = items.map(({ Id = 0, ...item }) => {
    const name = textOrNull(item['CustomField']);
    const CustomField = name === null ? null : (findCustomField(fields, name) ?? null);
    return { ...(itemIds ? { Id } : {}), ...item, CustomField };
  });
  return { ...row, Items };
}
