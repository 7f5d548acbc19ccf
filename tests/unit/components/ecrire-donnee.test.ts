import { expect, test } from "vitest";
import { ecrireDonnee } from "@/components/compte/ecrire-donnee";

test.each([
  ["action", "utilisateur.delier", "Délier ce compte"],
  ["action", "dossier.deposer", "Déposer ce dossier"],
  ["issue", "ok", "Faite"],
  ["issue", "refus", "Refusée"],
  ["etat", "en_attente", "En attente"],
  ["droit", "responsable", "Responsable"],
  ["droit", "Opérateur national", "Opérateur national"],
  ["methode", "lien", "Lien reçu par courriel"],
  ["motifFermeture", "droit_retire", "Un de vos droits a été retiré"],
  ["debut", "2026-11-21", "21/11/2026"],
  ["nom", "action", "action"],
  ["motif", null, "—"],
])("%s : %s se lit « %s »", (cle, valeur, attendu) => expect(ecrireDonnee(cle, valeur)).toBe(attendu));
