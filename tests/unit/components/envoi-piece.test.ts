import { describe, expect, it } from "vitest";
import { motifDuRefus, refusDeFichier } from "@/components/dossier/envoi-piece";

const GENERAL = "Un champ est à corriger.";
const PROTEGE = "« chiffre.pdf » est protégé par un mot de passe ou chiffré : enregistrez-le sans protection.";

describe("Why a file is refused", () => {
  it("is the sentence of its field, never « Un champ est à corriger »", () => {
    expect(motifDuRefus({ message: GENERAL, fields: { fichier: PROTEGE } }, "chiffre.pdf")).toBe(PROTEGE);
  });
  it("always names the file", () => {
    expect(motifDuRefus({ message: GENERAL, fields: { fichier: "L’envoi est incomplet." } }, "a.pdf")).toBe(
      "« a.pdf » : L’envoi est incomplet.",
    );
    expect(motifDuRefus({ message: "Envoi interrompu." }, "a.pdf")).toBe("« a.pdf » : Envoi interrompu.");
  });
  it("says each thing once when several fields are at fault", () => {
    const fields = {
      fichier: "« a.pdf » est vide.",
      date: "Cette date n’existe pas.",
      type: "Cette date n’existe pas.",
    };
    expect(motifDuRefus({ message: GENERAL, fields }, "a.pdf")).toBe("« a.pdf » est vide. Cette date n’existe pas.");
  });
  it("is told before sending when the name or the weight is enough", () => {
    expect(refusDeFichier({ name: "a.exe", size: 12 })).toContain("« a.exe »");
    expect(refusDeFichier({ name: "a.pdf", size: 0 })).toBe("« a.pdf » : ce fichier est vide.");
  });
});
