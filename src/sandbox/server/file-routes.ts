import { flexDate, recordOf } from '../data/body-types.js';
import { textOrNull, type Json, type JsonObject } from '../data/json.js';
import { applicantOf, type SandboxCall, type SandboxRoutes } from './call.js';

/** Routes for files that the server makes or reads itself. */
export const FILE_ROUTES: SandboxRoutes = {
  'GET Applicant/EuropeanCv/{applicantId}': (call) => europeanCvOf(applicantOf(call).core),
  'POST CvParser': { body: 'CvParser', run: parseCvFile },
};

/** Generates a PDF of one page with the name and the address of an applicant. */
function europeanCvOf(core: JsonObject): Json {
  const lines = [
    'Europass',
    [core['FirstName'], core['LastName']].flatMap((part) => textOrNull(part) ?? []).join(' '),
    textOrNull(core['Email']) ?? '',
  ];
  return { FileExtension: '.pdf', Content: btoa(pdfOf(lines)) };
}

function pdfOf(lines: readonly string[]): string {
  // The fonts of every reader have the characters of Latin-1.
  const plain = lines.map((line) => line.replace(/[^\x20-\x7e\xa0-\xff]/g, '?').replace(/[\\()]/g, '\\$&'));
  const stream = `BT /F1 14 Tf 20 TL 60 760 Td ${plain.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    `<</Length ${String(stream.length)}>>stream\n${stream}\nendstream`,
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${String(index + 1)} 0 obj${object}endobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = String(objects.length + 1);
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  return `${file}${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${String(file.length)}\n%%EOF\n`;
}

/** Finds what is labelled in the text of a file, such as `Name: Eva Grün`, and addresses anywhere. Stores nothing. */
function parseCvFile(call: SandboxCall): Json {
  const text = textOf(textOrNull(call.record()['Content']) ?? '');
  const labels = labelsIn(text);
  const labelled = (...names: string[]): string | null =>
    names.map((name) => labels.get(name.toLowerCase())).find((value) => value !== undefined) ?? null;
  const listed = (...names: string[]): string[] | null =>
    labelled(...names)
      ?.split(',')
      .map((item) => item.trim()) ?? null;
  const names = labelled('Name')?.split(/\s+/) ?? [];
  const [, day = '', month = '', year] =
    /^(\d\d?)\.(\d\d?)\.(\d{4})$/.exec(labelled('Geburtsdatum', 'Born') ?? '') ?? [];
  const gender = (labelled('Geschlecht', 'Gender') ?? '').toLowerCase();
  return recordOf('CvParserAnswer', {
    FirstName: labelled('Vorname', 'First name') ?? (names.slice(0, -1).join(' ') || null),
    LastName: labelled('Nachname', 'Last name') ?? names.at(-1) ?? null,
    Gender: /^m/.test(gender) ? 1 : /^[wf]/.test(gender) ? 2 : 0,
    BirthDate: year === undefined ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T00:00:00`,
    Street: labelled('Straße', 'Street'),
    City: labelled('Ort', 'City'),
    ZipCode: labelled('PLZ', 'Zip code'),
    Country: labelled('Land', 'Country'),
    Citizenship: labelled('Staatsbürgerschaft', 'Citizenship'),
    Email: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/.exec(text)?.[0] ?? null,
    Phone: labelled('Telefon', 'Phone') ?? /(?:\+|\b0)\d[\d /()-]{6,20}\d/.exec(text)?.[0] ?? null,
    Summary: labelled('Profil', 'Summary'),
    Competences: listed('Kompetenzen', 'Competences'),
    Interests: listed('Interessen', 'Interests'),
    Urls: text.match(/https?:\/\/[^\s<>()]+/g),
    Skills: listed('Skills')?.map((Name) => ({ Name })) ?? null,
    Languages:
      listed('Sprachen', 'Languages')?.map((entry) => {
        const [, name = entry, Level = null] = /^([^(]+)\((.+)\)$/.exec(entry) ?? [];
        return { LanguageCode: null, LanguageName: name.trim(), Level };
      }) ?? null,
    Experiences: experiencesIn(text),
  });
}

/** The values of lines such as `Name: Eva Grün`, by their labels in lower case; of several with one label the first. */
function labelsIn(text: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [label = '', ...rest] = line.split(':');
    const [name, value] = [label.trim().toLowerCase(), rest.join(':').trim()];
    if (value !== '' && !labels.has(name)) labels.set(name, value);
  }
  return labels;
}

/** Lines such as `2015-03 bis 2019: Buchhalterin, Öhlinger GmbH`. */
function experiencesIn(text: string): Json {
  const lines = text.matchAll(/^(\d{4})(?:-(\d\d))? (?:bis|to) (?:(\d{4})(?:-(\d\d))?|heute|now): ([^,\n]+), (.+)$/gm);
  const found = Array.from(lines, ([, year, month, endYear, endMonth, position = '', company = '']) =>
    recordOf('ParsedExperience', {
      StartDate: partialDate(year, month),
      EndDate: endYear === undefined ? null : partialDate(endYear, endMonth),
      IsCurrent: endYear === undefined,
      CompanyName: company.trim(),
      Position: position,
    }),
  );
  return found.length === 0 ? null : found;
}

function partialDate(year: string | undefined, month: string | undefined): JsonObject {
  return flexDate({ Year: Number(year), Month: month === undefined ? null : Number(month) });
}

function textOf(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
