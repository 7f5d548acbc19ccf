import { expect, test } from "vitest";
import { FILIERES, OBJECTIFS_FRANCE_2030, VOLETS } from "@/lib/domain/nomenclatures";
import { REGIMES_PUBLIES } from "@/lib/domain/regimes";

/**
 * What the rules themselves read lives in lib/domain, pure; prisma/reference/appel.json is the same as data, for whoever
 * reads the reference folder. Held equal here: `npx vitest run tests/unit/reference/appel.test.ts -u` writes it again.
 */
test("les nomenclatures de l’appel et les régimes publiés sont dans prisma/reference, tels que le moteur les lit", async () => {
  const appel = {
    source: "Rapport IGÉSR, chap. 4 § 1.2 et note 147 ; régimes : docs/regles.md",
    objectifsFrance2030: OBJECTIFS_FRANCE_2030,
    volets: VOLETS,
    filieres: Object.entries(FILIERES.libelles).map(([code, libelle]) => ({ code, libelle })),
    regimes: REGIMES_PUBLIES.map((r) => ({
      code: r.code,
      numero: r.numero,
      nom: r.nom,
      periode: r.periode,
      regles: r.regles.map(({ code, severite, aConfirmer }) => ({ code, severite, aConfirmer })),
    })),
  };
  expect(appel.objectifsFrance2030).toHaveLength(10);
  expect(appel.regimes).toHaveLength(5);
  const texte = JSON.stringify(appel, (_, v) => (typeof v === "bigint" ? v.toString() : v), 1);
  await expect(`${texte}\n`).toMatchFileSnapshot("../../../prisma/reference/appel.json");
});
