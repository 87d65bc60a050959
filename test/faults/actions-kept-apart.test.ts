import { describe, expect, test } from 'vitest';
import { input, PlainServer } from '../helpers/plain-server.js';

// What a server stores in a form of its own is recognised again, but never mistaken for something else.

const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });
const SKILLS = ['JavaScript', 'Java', 'C'];

/** A server whose job asks for skills, and that stores them as `store` decides. */
function asking(store: (names: readonly string[], held: string[]) => Response) {
  const skills: string[] = [];
  const sent: string[][] = [];
  const server = new PlainServer({
    before: (request, body) => {
      if (request === 'GET Mandator') return json({ Id: 1, Name: 'Plain', Knowledges: SKILLS });
      if (request === 'GET Job/7') return json({ Id: 7, Title: 'Job', Status: 0, HasQuestionnaire: true });
      if (request === 'GET Questionnaire/ByJob/7') {
        return json({ Id: 1, Items: [{ Id: 904, Type: 4, Title: 'Skills', KnowledgeGroup: 'IT' }] });
      }
      if (request.startsWith('GET Applicant/Knowledges')) return json(skills.map((Knowledge) => ({ Knowledge })));
      if (!request.startsWith('PUT Applicant/Knowledges')) return undefined;
      const rows: { readonly Knowledge: string }[] = JSON.parse(body);
      const names = rows.map(({ Knowledge }) => Knowledge);
      sent.push(names);
      return store(names, skills);
    },
  });
  const call = async (answer: readonly string[]) => {
    const client = server.client({ settleMs: 0 });
    const {
      screening_questions: [question],
    } = await client.getJob('remote:7');
    const options = question !== undefined && 'options' in question.format ? question.format.options : [];
    const ids = options.flatMap(({ id, name }) => (answer.includes(name) ? [id] : []));
    const screening_question_answers = [{ question_id: question?.id ?? '', answer: ids }];
    return client.createApplication({ ...input(), screening_question_answers });
  };
  return { skills, sent, call };
}

describe('two skills, one of which begins like the other', () => {
  test('are distinguished if a failing server has stored one of them', async () => {
    let isFirst = true;
    const { skills, sent, call } = asking((names, held) => {
      held.push(...(isFirst ? names.filter((name) => name === 'Java') : names));
      const status = isFirst ? 500 : 200;
      isFirst = false;
      return json(null, status);
    });
    const { warnings } = await call(['JavaScript', 'Java']);
    expect(sent).toEqual([['JavaScript', 'Java'], ['JavaScript']]);
    expect(skills).toEqual(['Java', 'JavaScript']);
    expect(warnings).toEqual([]);
  });

  test('are distinguished if a server drops one of them', async () => {
    const { call } = asking((names, held) => {
      held.push(...names.filter((name) => name === 'Java' && !held.includes(name)));
      return json(null);
    });
    const { warnings } = await call(['JavaScript', 'Java']);
    expect(warnings).toEqual([{ message: 'eRecruiter did not keep 1 of 2 skills' }]);
  });
});

test('skills that a server renames are sent once', async () => {
  const { skills, sent, call } = asking((names, held) => {
    held.push(...names.map((name) => (name === 'C' ? 'ANSI X3.159' : name)));
    return json(null);
  });
  const { warnings } = await call(['Java', 'C']);
  expect(sent).toHaveLength(1);
  expect(skills).toHaveLength(2);
  expect(warnings).toEqual([{ message: 'eRecruiter did not keep 1 of 2 skills' }]);
});

test('a language that a server spells in its own way is stored once, also when another client sends it again', async () => {
  const languages: unknown[] = [];
  const server = new PlainServer({
    before: (request, body) => {
      if (request === 'GET Mandator') return json({ Id: 1, Name: 'Plain', Languages: ['Französisch (Schweiz)'] });
      if (/^GET Job\/\d/.test(request)) {
        return json({ Id: Number(request.slice(8)), Title: 'Job', Status: 0, HasQuestionnaire: true });
      }
      if (request.startsWith('GET Questionnaire/')) {
        return json({ Id: 1, Items: [{ Id: 905, Type: 14, Title: 'Languages' }] });
      }
      if (request.startsWith('GET Applicant/Languages')) return json([...languages]);
      if (!request.startsWith('PUT Applicant/Language')) return undefined;
      languages.push({ ...JSON.parse(body), Language: 'Franzoesisch Schweiz', Id: languages.length + 1 });
      return json(null);
    },
  });
  for (const job of [7, 8]) {
    const client = server.client();
    const { screening_questions: questions } = await client.getJob(`remote:${job}`);
    const screening_question_answers = questions.map(({ id, format }) => ({
      question_id: id,
      answer: 'options' in format ? format.options.map((option) => option.id) : [],
    }));
    await client.createApplication({ ...input(undefined, job), screening_question_answers });
  }
  expect(languages).toHaveLength(1);
});

describe('a tag', () => {
  test('of one candidate is not removed because a server stores another candidate’s tag in that form', async () => {
    const server = new PlainServer({ clean: (text) => text.replace(/[^\w ]/g, '') });
    const [one, other] = [server.add({ LastName: 'Grün' }), server.add({ LastName: 'Blau', Tags: ['C'] })];
    const client = server.client();
    const tag = { name: 'C++' };
    await client.addTagToCandidate({ candidate_id: `remote:${one}`, tag });
    const { warnings } = await client.removeTagFromCandidate({ candidate_id: `remote:${other}`, tag });
    expect(server.applicants.get(other)?.['Tags']).toEqual(['C']);
    expect(warnings).toEqual([{ message: 'the candidate does not have the tag; "C" was not removed' }]);
    await client.removeTagFromCandidate({ candidate_id: `remote:${one}`, tag });
    expect(server.applicants.get(one)?.['Tags']).toEqual([]);
  });

  test('that a server drops does not affect an existing one that differs only in its signs', async () => {
    const server = new PlainServer();
    const drop = (tags: unknown) => (Array.isArray(tags) ? tags.filter((tag) => tag !== 'C++') : []);
    const id = server.add({ LastName: 'Grün', Tags: ['C'] });
    const client = server.client({
      fetch: async (target, init) => {
        const answer = await server.fetch(target, init);
        const row = server.applicants.get(id);
        server.applicants.set(id, { ...row, Tags: drop(row?.['Tags']) });
        return answer;
      },
    });
    const call = { candidate_id: `remote:${id}`, tag: { name: 'C++' } };
    expect((await client.addTagToCandidate(call)).warnings).toHaveLength(1);
    await client.removeTagFromCandidate(call);
    expect(server.applicants.get(id)?.['Tags']).toEqual(['C']);
  });

  test.each([
    ['spelled in a form of its own', 'Größe', (text: string) => text.replace(/ö/g, 'oe')],
    ['cut short', 'Teamleiter', (text: string) => text.slice(0, 4)],
  ])('%s is stored once, also when another client adds it again', async (_, name, clean) => {
    const server = new PlainServer({ clean });
    const id = server.add({ LastName: 'Grün', Tags: ['alt', clean(name)] });
    for (const client of [server.client(), server.client()]) {
      const { warnings } = await client.addTagToCandidate({ candidate_id: `remote:${id}`, tag: { name } });
      expect(warnings).toEqual([{ message: `eRecruiter stores the tag as "${clean(name)}"` }]);
    }
    expect(server.applicants.get(id)?.['Tags']).toEqual(['alt', clean(name)]);
  });

  test('that several callers add at once is written once, although those who wait do not know its stored form yet', async () => {
    const server = new PlainServer({ clean: (text) => text.replace(/ö/g, 'oe'), slow: () => 5 });
    const id = server.add({ LastName: 'Grün', Tags: [] });
    const client = server.client();
    const call = () => client.addTagToCandidate({ candidate_id: `remote:${id}`, tag: { name: 'Größe' } });
    await Promise.all([call(), call(), call()]);
    expect(server.writes()).toEqual([`POST Applicant/${id}`]);
    server.applicants.set(id, { ...server.applicants.get(id), Tags: ['Groeße', 'alt', 'Groeße'] }); // a write too late
    await call();
    expect(server.applicants.get(id)?.['Tags']).toEqual(['Groeße', 'alt']);
  });

  test.each([
    ['Java', 'JavaScript'],
    ['JavaScript', 'Java'],
  ])('%s is added again if another program with an older copy has added %s', async (name, other) => {
    let isFirst = true;
    const server = new PlainServer();
    const id = server.add({ LastName: 'Grün', Tags: ['alt'] });
    const client = server.client({
      fetch: async (target, init) => {
        const answer = await server.fetch(target, init);
        if (isFirst && server.requests.at(-1) === `POST Applicant/${id}`) {
          isFirst = false;
          server.applicants.set(id, { ...server.applicants.get(id), Tags: ['alt', other] });
        }
        return answer;
      },
    });
    const { warnings } = await client.addTagToCandidate({ candidate_id: `remote:${id}`, tag: { name } });
    expect(server.applicants.get(id)?.['Tags']).toEqual(['alt', other, name]);
    expect(warnings).toEqual([]);
  });
});
