import { afterAll, beforeAll, expect, test } from "vitest";
import { transaction } from "@/lib/server/base";
import { effacerCompte } from "@/lib/server/comptes/effacer-compte";
import { deposerCourriel } from "@/lib/server/courriels/deposer-courriel";
import { JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/** What the erasure of one account does to the mails of the others: nothing but its address. */

let base: BaseDeTest;
beforeAll(async () => {
  base = await baseDeTest();
}, 60_000);
afterAll(() => base.fermer());

const CAS: readonly [corps: string, apres: string][] = [
  [
    "Pour accepter, ouvrez ce lien :\nhttps://rigel.invalid/x",
    "Pour accepter, ouvrez ce lien :\nhttps://rigel.invalid/x",
  ],
  ["Écrivez à a+c@b.fr.", "Écrivez à Compte effacé."],
  ["(a+c@b.fr), A+C@B.FR", "(Compte effacé), Compte effacé"],
  ["a+c@b.fr", "Compte effacé"],
  ["xa+c@b.fr", "xa+c@b.fr"],
  ["x.a+c@b.fr", "x.a+c@b.fr"],
  ["a+c@b.fr.net", "a+c@b.fr.net"],
  ["a+c@b.france.fr", "a+c@b.france.fr"],
  ["aac@bxfr", "aac@bxfr"],
];

test("une personne nommée comme nos phrases n’en efface aucun mot ; son adresse part, entière, et elle seule", async () => {
  const { id } = await base.client.utilisateur.create({
    data: { email: "a+c@b.fr", prenom: "ouvrez", nom: "ce", organisation: "Essai" },
  });
  const ecrits = await transaction(async (tx) => {
    const ids: string[] = [];
    for (const [corps] of CAS)
      ids.push(await deposerCourriel(tx, { destinataire: "autre@b.fr", objet: corps, corps, genre: "demande" }));
    await deposerCourriel(tx, { destinataire: "A+c@b.fr", objet: "o", corps: "c", genre: "compte" });
    return ids;
  });
  await transaction((tx) => effacerCompte(tx, id, { acteur: null, motif: "conservation" }, JOUR_DEPOT));
  const restes = await base.client.courriel.findMany({ select: { id: true, corps: true } });
  expect(restes).toHaveLength(CAS.length);
  for (const [rang, [, apres]] of CAS.entries()) expect(restes.find((c) => c.id === ecrits[rang])?.corps).toBe(apres);
});
