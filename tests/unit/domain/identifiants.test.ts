import { describe, expect, it } from "vitest";
import { defautCfd, defautMefstat11, defautRncp, defautRome, defautSiret, defautUai } from "@/lib/domain/identifiants";

type Cas = [texte: string, defaut: RegExp | null];
const table = (nom: string, defaut: (texte: string) => string | null, cas: readonly Cas[]) =>
  describe(nom, () => {
    it.each(cas)("%j : %s", (texte, attendu) => {
      if (attendu === null) expect(defaut(texte)).toBeNull();
      else expect(defaut(texte)).toMatch(attendu);
    });
  });

table("UAI", defautUai, [
  ["0951099D", null],
  ["0699999U", null],
  ["0951099E", /devrait être D/],
  ["0951098D", /lettre de contrôle/],
  ["0951099d", /7 chiffres/],
  ["0951099I", /devrait être D/],
  ["951099D", /7 chiffres/],
  ["0951099D ", /7 chiffres/],
  ["", /7 chiffres/],
  ["951099D", /7\u00a0caractères au lieu de 8/],
  ["O951099D", /caractère 1 est « O » au lieu d’un chiffre.*ressemblent/],
  ["0951099d", /doit être une majuscule/],
  ["09510991", /lettre de contrôle manque/],
]);

table("SIRET", defautSiret, [
  ["73282932000074", null],
  ["73282932000075", /clé de contrôle/],
  // La Poste: the digits add up to a multiple of five.
  ["35600000009075", null],
  ["35600000009090", /clé de contrôle/],
  // Its head office also follows the ordinary rule.
  ["35600000000048", null],
  // The exception is La Poste's alone.
  ["35600100009075", /clé de contrôle/],
  ["732 829 320 00074", /14 chiffres/],
  ["7328293200007", /14 chiffres/],
  ["", /14 chiffres/],
  ["732829320", /sont un SIREN/],
  ["7328293200007", /13\u00a0chiffres au lieu de 14/],
  ["732829320000I4", /caractère 13 est « I »/],
  ["732 829 320 00074", /une espace/],
  ["73282932000075", /vérifiez surtout les 5 derniers/],
  ["73282932100074", /dès les 9 premiers/],
  ["35600000009090", /La Poste.*multiple de 5/],
]);

table("CFD", defautCfd, [
  ["40025519", null],
  ["4002551", /8 caractères/],
  ["400A5519", /8 caractères/],
  ["400255AB", null],
]);
table("MEFSTAT11", defautMefstat11, [
  ["23310025519", null],
  ["2331002551", /11 chiffres/],
  ["2331002551A", /11 chiffres/],
]);
table("RNCP", defautRncp, [
  ["RNCP123", null],
  ["RNCP38878", null],
  ["RNCP12", /3 à 5 chiffres/],
  ["rncp38878", /3 à 5 chiffres/],
]);
table("ROME", defautRome, [
  ["H1203", null],
  ["H123", /lettre puis 4 chiffres/],
  ["1203H", /lettre puis 4 chiffres/],
]);
