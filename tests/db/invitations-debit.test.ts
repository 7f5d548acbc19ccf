import { afterAll, beforeAll, expect, test } from "vitest";
import { inviterContact } from "@/lib/server/equipe/inviter-contact";
import { inviterMembres } from "@/lib/server/equipe/inviter-membres";
import { renvoyerInvitation } from "@/lib/server/equipe/renvoyer-invitation";
import { equipeDe } from "./equipe-outils";
import { erreurDe } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/** Invitations are not a mail cannon. */

let base: BaseDeTest;
beforeAll(async () => {
  base = await baseDeTest();
}, 60_000);
afterAll(() => base.fermer());

const BOITE = "boite@exemple.invalid";
const recus = () => base.client.courriel.count({ where: { destinataire: BOITE } });

test("une boîte reçoit cinq invitations par jour, renvois et autres dossiers compris, puis plus aucune", async () => {
  const maintenant = new Date();
  const { alex, dossierId } = await equipeDe(base.client);
  await inviterMembres(alex, { dossierId, adresses: [BOITE], droit: "lecteur" }, maintenant);
  const { id } = await base.client.invitation.findFirstOrThrow({ where: { email: BOITE } });
  const renvoyer = (versionVue: number, quand = maintenant) =>
    renvoyerInvitation(alex, { dossierId, invitationId: id, versionVue }, quand);
  for (let version = 0; version < 3; version++) await renvoyer(version);
  await inviterContact(alex, { dossierId, partenaire: "branche", adresse: BOITE }, maintenant);
  expect(await recus()).toBe(5);

  const refus = await erreurDe(renvoyer(3));
  expect(refus.code).toBe("trop_de_demandes");
  expect(refus.message).toBe(
    `« ${BOITE} » a déjà reçu 5 invitations en une journée. Attendez 24 heures, puis réessayez.`,
  );
  const ailleurs = await equipeDe(base.client);
  const inviter = {
    dossierId: ailleurs.dossierId,
    adresses: ["libre@exemple.invalid", BOITE],
    droit: "lecteur",
  } as const;
  const deux = { ...inviter, adresses: [...inviter.adresses] };
  expect((await erreurDe(inviterMembres(ailleurs.alex, deux, maintenant))).code).toBe("trop_de_demandes");
  expect(await recus()).toBe(5);
  expect(await base.client.courriel.count({ where: { destinataire: "libre@exemple.invalid" } })).toBe(0);
  // The link of the last one still opens: nothing of the row has changed.
  expect(await base.client.invitation.findUniqueOrThrow({ where: { id } })).toMatchObject({ version: 3 });
  await renvoyer(3, new Date(maintenant.getTime() + 25 * 3_600_000));
});

test("un titre de plusieurs paragraphes n’en fait pas dans le courriel, et ne l’emplit pas", async () => {
  const { alex, dossierId } = await equipeDe(base.client);
  const titre = `Votre compte\n\nCliquez ici : https://exemple.invalid\r\n${"a".repeat(400)}`;
  await base.client.dossier.update({ where: { id: dossierId }, data: { titre, acronyme: null } });
  await inviterMembres(alex, { dossierId, adresses: ["deux@exemple.invalid"], droit: "lecteur" }, new Date());
  const { objet, corps } = await base.client.courriel.findFirstOrThrow({
    where: { destinataire: "deux@exemple.invalid" },
  });
  expect(objet).not.toContain("\n");
  expect(corps).not.toContain("a".repeat(120));
  expect(corps.split("\n\n")[1]).toMatch(/Votre compte Cliquez ici.*a…/);
});
