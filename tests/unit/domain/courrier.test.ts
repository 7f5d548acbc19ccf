import { expect, test } from "vitest";
import { acheminement, motEnvoi, phraseInvitation, phraseInvitations, phraseLettres } from "@/lib/domain/courrier";

test.each([
  [false, true, "parti"],
  [false, false, "parti"],
  [true, true, "en_attente"],
  [true, false, "a_transmettre"],
] as const)("en boîte d’envoi : %s, serveur de courrier : %s → %s", (attend, courrier, attendu) => {
  expect(acheminement(attend, courrier)).toBe(attendu);
});

const lisible = (t: string) => t.replace(/[\u00a0\u202f]/g, " ");

test("ce qui part est dit parti", () => {
  expect(phraseInvitation("a@b.fr", true)).toBe("L’invitation est partie à a@b.fr.");
  expect(lisible(phraseInvitations(2, true))).toBe("2 invitations envoyées.");
  expect(lisible(phraseLettres(1, true))).toBe("1 lettre envoyée.");
  expect(motEnvoi("parti")).toBe("Envoyée");
});

test("sans serveur de courrier, rien n’est dit envoyé : quelqu’un doit le transmettre", () => {
  expect(lisible(phraseInvitation("a@b.fr", false))).toBe(
    "Invitation prête pour a@b.fr : aucun serveur de courrier n’est réglé, l’administrateur la transmet depuis sa boîte d’envoi.",
  );
  expect(lisible(phraseInvitations(2, false))).toBe(
    "2 invitations prêtes : aucun serveur de courrier n’est réglé, l’administrateur les transmet depuis sa boîte d’envoi.",
  );
  expect(phraseLettres(1, false)).not.toMatch(/envoyée/);
});
