import { describe, expect, it } from "vitest";
import { verifier } from "@/lib/domain/eligibilite";
import { produireDossierPdf } from "@/lib/pdf/dossier";
import { pointsDuResume } from "@/lib/pdf/sections/resume";
import { versDossier } from "@/lib/schemas/lecture";
import { fpi } from "@/tests/outils/dossiers";
import { entreeDe } from "@/tests/outils/pdf/dossiers";
import { lirePdf, texteEntier } from "@/tests/outils/pdf/lecture";

/** FPI AURA filed long after its GO: DELAI_GO is left to justify. */
const enRetard = (justifications?: Record<string, string>) =>
  fpi((d) => {
    d.dateDepot = "2024-08-15";
    if (justifications) d.justifications = justifications;
  });
const codes = (fichier: ReturnType<typeof enRetard>) => {
  const { aTraiter, justifies } = pointsDuResume({ fichier, resultat: verifier(versDossier(fichier)) });
  return { aTraiter: aTraiter.map((c) => c.code), justifies: justifies.map((c) => c.code) };
};

describe("le résumé du PDF", () => {
  it("sépare ce qui reste à traiter de ce que l’équipe a justifié", () => {
    expect(codes(enRetard()).aTraiter).toContain("DELAI_GO");
    expect(codes(enRetard({ DELAI_GO: " " })).aTraiter).toContain("DELAI_GO");
    const justifie = codes(enRetard({ DELAI_GO: "Le calendrier régional a glissé." }));
    expect(justifie.aTraiter).not.toContain("DELAI_GO");
    expect(justifie.justifies).toEqual(["DELAI_GO"]);
  });

  it("écrit « Justifié » seulement quand un écart l’est", async () => {
    const texte = async (f: ReturnType<typeof enRetard>) =>
      texteEntier((await lirePdf(await produireDossierPdf(entreeDe(f)))).racine);
    expect(await texte(enRetard({ DELAI_GO: "Le calendrier a glissé." }))).toContain("Écarts que l’équipe a justifiés");
    expect(await texte(enRetard())).not.toContain("Écarts que l’équipe a justifiés");
  }, 60_000);
});
