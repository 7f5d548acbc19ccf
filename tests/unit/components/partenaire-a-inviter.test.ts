import { expect, test } from "vitest";
import { enregistrerPartenaire } from "@/components/consortium/enregistrer-partenaire";
import { envoiInvitation, expirationInvitation } from "@/lib/domain/invitations";

const magasin = (avant: string[], apres: string[]) => {
  let cles = avant;
  return {
    envoyerTout: async () => {
      cles = apres;
    },
    lire: () => ({ enregistre: { partenaires: cles.map((id) => ({ id })) } }),
  } as unknown as Parameters<typeof enregistrerPartenaire>[0];
};

test("ce qui vient d’être saisi d’un partenaire part avant son invitation", async () => {
  expect(await enregistrerPartenaire(magasin([], ["neuf"]), "neuf")).toBeNull();
  expect(await enregistrerPartenaire(magasin(["gip"], ["gip"]), "gip")).toBeNull();
});

test("tant qu’il n’est pas enregistré, rien n’est demandé au serveur et la phrase le dit", async () => {
  expect(await enregistrerPartenaire(magasin(["gip"], ["gip"]), "neuf")).toMatchObject({
    ok: false,
    error: { code: "regle", message: expect.stringContaining("pas encore enregistré") },
  });
});

test("le jour d’envoi d’une invitation se lit de son échéance, renvoyée ou non", () => {
  const maintenant = new Date("2026-11-21T21:00:00Z");
  expect(envoiInvitation(expirationInvitation(maintenant))).toEqual(maintenant);
});
