import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { signIn } from '../sign-in/sign-in.ts';
import { addMember } from './members.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let admin: Staff;
let counsel: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  lakes = await home.carrier({ name: 'Lakes Telephone Company' });
  counsel = await prairie.person('Cora Lind', 'counsel');
  admin = await lakes.person('Ada Moss', 'administrator');
});
afterAll(() => home.close());

const asMember = (person: { readonly id: string; readonly email: string }) =>
  lakes.run(admin, addMember, {
    personId: person.id,
    name: 'Cora Lind',
    email: person.email,
    roles: ['counsel'],
    title: 'Counsel',
    cpniResponsibleFrom: null,
  });

describe('An administrator who gives roles to a person of another carrier', () => {
  it('must know id and address; one alone, or another’s address, is answered like a person who does not exist', async () => {
    const nobody = { id: '01a1f0c2-7b00-7000-8000-00000000dead', email: counsel.email };
    const unanswered = { type: 'not-found', message: expect.stringMatching(/id and e-mail address/) };
    await expect(asMember(nobody)).rejects.toMatchObject(unanswered);
    await expect(asMember({ ...counsel, email: 'cora@elsewhere.example' })).rejects.toMatchObject(unanswered);
    await expect(asMember({ id: admin.id, email: counsel.email })).rejects.toMatchObject({ type: 'same-person' });
    await expect(
      lakes.look((ctx) =>
        ctx.tx
          .insertInto('membership')
          .values({
            id: ctx.id(),
            personId: counsel.id,
            name: 'Cora Lind',
            email: 'somebody@else.example',
            roles: ['officer'],
            title: '',
            cpniResponsibleFrom: null,
            cpniResponsibleUntil: null,
            fromAt: ctx.at,
            untilAt: null,
          })
          .execute(),
      ),
    ).rejects.toThrow(/no person has this id and e-mail address/);
    expect((await asMember(counsel)).personId).toBe(counsel.id);
  });

  it('does not become the carrier she signs in to by moving its clock before the other’s', async () => {
    await lakes.at('2020-01-01T00:00:00Z');
    await asMember(counsel);
    const asked = { email: counsel.email, password: counsel.password, code: null, carrierId: null, agent: '' };
    const { identity } = await signIn(home.connections, asked, Date.now());
    expect(identity.carrierId).toBe(prairie.id);
  });
});
