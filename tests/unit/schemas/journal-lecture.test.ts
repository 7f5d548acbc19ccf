import { describe, expect, it } from "vitest";
import { adresseJournal, lireFiltresJournal } from "@/lib/schemas/filtres-journal";
import { changements, comptesNommes, type EntreeLue, phraseEntree } from "@/lib/schemas/journal-lecture";

const ALEX = "11111111-1111-4111-8111-111111111111";
const PIECE = "22222222-2222-4222-8222-222222222222";
const noms = {
  personne: (id: string) => (id === ALEX ? "Alex Exemple" : null),
  piece: (id: string) => (id === PIECE ? "lettre.pdf" : null),
};
const entree = (reste: Partial<EntreeLue> & { action: string }): EntreeLue => ({
  issue: "ok",
  objet: null,
  avant: null,
  apres: null,
  ...reste,
});
const section = (objet: string, avant: unknown, apres: unknown) =>
  phraseEntree(entree({ action: "dossier.enregistrer_section", objet, avant, apres }), noms);

describe("la phrase d’une entrée", () => {
  it.each([
    [
      "un budget : les lignes touchées et ce qu’elles ajoutent",
      section(
        "budget",
        { budget: { 0: { montant: "1000.00" } } },
        { budget: { 0: { montant: "3000.00" }, 4: { montant: "10000.00", poste: "etudes" }, 5: { libelle: "x" } } },
      ),
      "a modifié le budget\u202f: 3\u00a0lignes, +12\u202f000,00\u00a0€",
    ],
    [
      "une baisse s’écrit avec le signe moins",
      section("budget", { budget: { 2: { montant: "500.00" } } }, { budget: {} }),
      "a modifié le budget\u202f: 1\u00a0ligne, −500,00\u00a0€",
    ],
    [
      "des champs simples, par leur nom",
      section("identite", { titre: "A", acronyme: "B" }, { titre: "C", acronyme: "D" }),
      "a modifié l’identité\u202f: titre et acronyme",
    ],
    ["rien de changé", section("identite", null, null), "a enregistré l’identité sans rien y changer"],
    [
      "une pièce, par le nom de son fichier",
      phraseEntree(entree({ action: "piece.lire", objet: PIECE }), noms),
      "a téléchargé la pièce «\u00a0lettre.pdf\u00a0»",
    ],
    [
      "une personne, par son nom",
      phraseEntree(
        entree({
          action: "equipe.changer_droit",
          avant: { utilisateurId: ALEX, droit: "lecteur" },
          apres: { utilisateurId: ALEX, droit: "redacteur" },
        }),
        noms,
      ),
      "a changé le droit de Alex Exemple dans l’équipe\u202f: lecteur → rédacteur",
    ],
    [
      "un refus",
      phraseEntree(entree({ action: "dossier.deposer", issue: "refus" }), noms),
      "n’a pas été autorisé à déposer ce dossier",
    ],
    [
      "une action inconnue reste lisible",
      phraseEntree(entree({ action: "autre.chose" }), noms),
      "a fait une action que cette version du service ne connaît plus",
    ],
  ])("%s", (_quoi, lue, attendue) => expect(lue).toBe(attendue));
});

describe("ce qui a changé", () => {
  it("se lit champ par champ, en français, jamais en JSON brut", () => {
    const { lignes, reste } = changements(
      {
        avant: { budget: { 0: { montant: "1000.00", eligible: false } }, etat: "brouillon" },
        apres: { budget: { 0: { montant: "2500.50", eligible: true } }, etat: "depose", utilisateurId: ALEX },
      },
      noms,
      10,
    );
    expect(reste).toBe(0);
    expect(lignes).toEqual([
      { champ: "Ligne de budget\u00a01, montant", avant: "1\u202f000,00\u00a0€", apres: "2\u202f500,50\u00a0€" },
      { champ: "Ligne de budget\u00a01, éligible", avant: "Non", apres: "Oui" },
      { champ: "État", avant: "Brouillon", apres: "Déposé" },
      { champ: "Personne", avant: "", apres: "Alex Exemple" },
    ]);
  });

  it("un compte inconnu n’est jamais montré par son numéro, les sceaux et jetons non plus", () => {
    const { lignes } = changements(
      { avant: null, apres: { utilisateurId: PIECE, sha256: "a".repeat(64), invitations: [PIECE] } },
      noms,
      10,
    );
    expect(lignes).toEqual([{ champ: "Personne", avant: "", apres: "—" }]);
  });

  it("un texte saisi qui porte le nom d’une propriété de tout objet reste un texte", () => {
    const { lignes } = changements(
      { avant: { titre: "constructor" }, apres: { titre: "toString", role: "valueOf" } },
      noms,
      10,
    );
    expect(lignes.map((l) => [l.avant, l.apres])).toEqual([
      ["constructor", "toString"],
      ["", "valueOf"],
    ]);
  });

  it("au-delà de la limite, le reste est compté", () => {
    const apres = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`champ${i}`, "x"]));
    expect(changements({ avant: null, apres }, noms, 20)).toMatchObject({ reste: 10, lignes: { length: 20 } });
  });

  it("les comptes nommés sont trouvés où qu’ils soient", () => {
    const lue = entree({ action: "equipe.passer_la_main", objet: ALEX, apres: { [PIECE]: "redacteur" } });
    expect(new Set(comptesNommes(lue))).toEqual(new Set([ALEX, PIECE]));
  });
});

describe("les filtres de l’adresse", () => {
  it("laissent de côté ce qui ne se comprend pas", () => {
    expect(
      lireFiltresJournal({ personne: "x", famille: "toString", section: "budget", du: "2026-02-30", avant: "-1" }),
    ).toEqual({ section: "budget" });
  });
  it("s’écrivent et se relisent", () => {
    const filtres = { personne: ALEX, famille: "contenu", du: "2026-01-01", avant: 12 } as const;
    const lue = new URL(adresseJournal("http://x/h", filtres)).searchParams;
    expect(lireFiltresJournal(Object.fromEntries(lue))).toEqual(filtres);
  });
});
