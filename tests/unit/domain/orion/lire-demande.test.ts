import { describe, expect, it } from "vitest";
import { enteteDe, PERSONNELS } from "@/lib/domain/orion/champs";
import { reconnaitreColonnes } from "@/lib/domain/orion/colonnes";
import { lireDemande } from "@/lib/domain/orion/lire-demande";
import { colonnesDe, GENERATIONS, type RangeeOrion, rangeeOrion } from "@/tests/outils/export-orion";

const texte = (v: unknown): string =>
  v === null || v === undefined ? "" : Array.isArray(v) ? v.join(", ") : String(v);

function lire(valeurs: RangeeOrion, source: "restitution" | "recueil" = "restitution") {
  const colonnes = colonnesDe(source);
  const rangee = rangeeOrion({ numero: "A1", ...valeurs });
  const lues = reconnaitreColonnes(colonnes.map(([, e]) => e));
  return lireDemande(
    2,
    colonnes.map(([c]) => texte(rangee[c])),
    lues,
  );
}
const prise = (valeurs: RangeeOrion, source?: "restitution" | "recueil") => {
  const lu = lire(valeurs, source);
  if (!lu.ok) throw new Error(JSON.stringify(lu.refus));
  return lu;
};
const refus = (valeurs: RangeeOrion) => {
  const lu = lire(valeurs);
  return lu.ok ? [] : lu.refus.map((r) => [r.colonne, r.valeur]);
};

describe("les colonnes", () => {
  it("l’année de validation de l’AMI CMA se lit sous son en-tête long et sous le court", () => {
    for (const entete of ["Année de validation de l'AMI/CMA", "Année de validation"])
      expect(reconnaitreColonnes(["N° demande", entete]).places.get("amiCmaAnnee")).toBe(1);
  });

  it("des exports en vigueur sont toutes comprises", () => {
    for (const source of ["restitution", "recueil"] as const) {
      const lues = reconnaitreColonnes(colonnesDe(source).map(([, e]) => e));
      expect([lues.source, lues.colonnes.inconnues, lues.colonnes.manquantes]).toEqual([source, [], []]);
    }
  });

  it("de chaque génération sont comprises, et son écran reconnu", () => {
    for (const { source, depuis, colonnes } of GENERATIONS.filter((g) =>
      g.colonnes.some(([c]) => c === "capaciteScolaire"),
    )) {
      const { source: lue, colonnes: c } = reconnaitreColonnes(colonnes.map(([, e]) => e));
      expect([depuis, lue, c.inconnues, c.manquantes]).toEqual([depuis, source, [], []]);
    }
  });

  it("d’avant les capacités ne donnent pas de taux : chacune est nommée", () => {
    const [premiere] = GENERATIONS;
    const { manquantes } = reconnaitreColonnes(premiere?.colonnes.map(([, e]) => e) ?? []).colonnes;
    expect(manquantes).toHaveLength(8);
    expect(manquantes).toContain("Future capacité en voie scolaire");
  });

  it("se reconnaissent quels que soient casse, accents et espaces", () => {
    const entetes = colonnesDe("restitution").map(([, e]) => `  ${e.toUpperCase().replaceAll(" ", "\u00a0")} `);
    expect(reconnaitreColonnes(entetes).colonnes).toMatchObject({ inconnues: [], manquantes: [] });
    expect(reconnaitreColonnes(["No inconnu", "UAI", "UAI"]).colonnes.inconnues).toEqual(["No inconnu", "UAI"]);
  });

  it("distinguent « Formation » de « Formation ? », et « Diplôme » d’un écran à l’autre", () => {
    expect(reconnaitreColonnes(["Formation ?", "Formation", "Diplôme"]).places).toEqual(
      new Map([
        ["formationRH", 0],
        ["formation", 1],
        ["diplome", 2],
      ]),
    );
    expect(reconnaitreColonnes(["Diplôme"]).places).toEqual(new Map([["formation", 0]]));
  });

  describe("« Places colorées en voie scolaire », qui fut le total", () => {
    const lues = (...entetes: string[]) => reconnaitreColonnes(entetes);
    it("l’est quand la génération n’avait pas de capacité colorée actuelle", () => {
      const { places, nulles } = lues("Places colorées en voie scolaire");
      expect([places.get("scolaireColoreeFuture"), [...nulles]]).toEqual([0, ["scolaireColoreeActuelle"]]);
    });
    it("ne l’est plus à côté d’une capacité colorée : la vraie colonne l’emporte, sinon elle manque", () => {
      const deux = lues("Places colorées en voie scolaire", "Future capacité colorée en voie scolaire");
      expect(deux.places.get("scolaireColoreeFuture")).toBe(1);
      const melange = lues("Places colorées en voie scolaire", "Capacité colorée actuelle en voie scolaire");
      expect(melange.colonnes.manquantes).toContain("Future capacité colorée en voie scolaire");
    });
    it("« Nombre de places colorées » a toujours été une différence", () => {
      expect(lues("Nombre de places colorées en voie scolaire").places.has("scolaireColoreeFuture")).toBe(false);
    });
    it("d’une génération qui avait les capacités colorées actuelles, leur absence est une colonne qui manque", () => {
      expect(lues("Future capacité colorée en voie scolaire").colonnes.manquantes).toContain(
        enteteDe("scolaireColoreeActuelle"),
      );
    });
  });
});

describe("une ligne prise", () => {
  it("garde ce qu’elle dit, dans les formes de Rigel", () => {
    const { demande, avertissements } = prise({
      uai: "0820917B",
      codeRegion: "76",
      codeAcademie: "16",
      codeDepartement: "082",
      motif: ["metiers_2030", "autre"],
      tauxInsertionRegional: 0.52,
      tauxPressionRegional: 1.2,
      travauxAmenagementCout: 120_000,
      amiCma: true,
      createdAt: "12/06/2025 08:05",
      positionQuadrant: "Hors quadrant",
      commentaire: "Note",
      pilotageCapacite: 24,
    });
    expect(avertissements).toEqual([]);
    expect(demande).toMatchObject({
      numero: "A1",
      regionAcademique: "16",
      academie: "16",
      departement: "82",
      secteur: "PU",
      type: "ouverture_nette",
      motifs: ["metiers_2030", "autre"],
      emploi: 5200,
      pression: 12_000,
      coutTravaux: "12000000",
      amiCma: true,
      amiCmaValide: null,
      creeeLe: "2025-06-12T06:05:00.000Z",
      quadrant: "HQ",
      scolaireFuture: 15,
    });
    expect(demande.autres).toMatchObject({ commentaire: "Note", pilotageCapacite2024: "24" });
    expect(demande.autres).not.toHaveProperty("uai");
  });

  it("ne garde personne : ni auteur, ni créateur, ni inspecteur référent", () => {
    const { demande } = prise({ userName: "Camille Exemple", inspecteurReferent: "Dominique Exemple" });
    expect(JSON.stringify(demande)).not.toContain("Exemple");
    const lues = reconnaitreColonnes(["Auteur", "Id créateur", "Inspecteur référent", "Inspecteur"]);
    expect(lues.colonnes.inconnues).toEqual(["Inspecteur"]);
    for (const champ of ["userName", "createurId", "inspecteurReferent"]) expect(PERSONNELS).toContain(champ);
  });

  it("laisse de côté un montant qu’aucun projet n’a, et le dit", () => {
    const { demande, avertissements } = prise({ travauxAmenagementCout: "1E+30", achatEquipementCout: "9".repeat(13) });
    expect([demande.coutTravaux, demande.coutEquipement]).toEqual([null, null]);
    expect(avertissements.map((a) => a.motif)).toEqual([
      "Ce montant ne se lit pas : cette valeur est laissée de côté.",
      "Ce montant ne se lit pas : cette valeur est laissée de côté.",
    ]);
  });

  it.each(["0690001A-0", "24/000123.B", "_nanoID-9", "x".repeat(60)])("prend le numéro %s", (numero) => {
    expect(prise({ numero }).demande.numero).toBe(numero);
  });
  it("va jusqu’à 9 999 places", () => {
    expect(prise({ capaciteScolaire: 9_999 }).demande.scolaireFuture).toBe(9_999);
  });

  it("du recueil, avec ses codes bruts", () => {
    const { demande } = prise({ typeDemande: "augmentation_compensation", capaciteScolaireActuelle: 12 }, "recueil");
    expect(demande).toMatchObject({
      type: "augmentation_compensation",
      formation: expect.stringContaining("électricité"),
      diplome: null,
    });
  });

  it("d’une ouverture qui part de 18 places : la remarque nomme la capacité actuelle et sa valeur, sans « vous »", () => {
    const { avertissements } = prise({ capaciteScolaireActuelle: 18, capaciteScolaire: 30 });
    const [remarque] = avertissements.filter((a) => a.motif.startsWith("Une ouverture"));
    expect(remarque?.motif).toContain("la capacité actuelle est de 18 en voie scolaire");
    expect(remarque?.valeur).toBe("18");
    expect(remarque?.colonne).toMatch(/actuelle/i);
  });

  it.each([
    ["une région qui n’est pas celle de l’UAI", { codeRegion: "11" }, /Île-de-France.+Auvergne-Rhône-Alpes/],
    ["une région au code de Rigel", { codeRegion: "10" }, /INSEE/],
    ["une lettre de contrôle fausse", { uai: "0690001A" }, /lettre de contrôle/],
    ["une ouverture qui part de 6 places", { capaciteScolaireActuelle: 6 }, /Une ouverture part de 0/],
    ["une différence que ses capacités ne donnent pas", { differenceCapaciteScolaire: 12 }, /annonce 12 places/],
    ["un taux illisible", { tauxInsertionRegional: "<20" }, /laissée de côté/],
  ])("malgré %s, avec un avertissement", (_, valeurs, phrase) => {
    const { avertissements } = prise(valeurs);
    expect(avertissements.some((a) => phrase.test(a.motif))).toBe(true);
    expect(avertissements.every((a) => a.ligne === 2 && a.colonne !== "")).toBe(true);
  });

  it("tient sa région de son UAI quand elle ne la dit pas", () => {
    const { demande } = prise({ codeRegion: null, codeAcademie: null, codeDepartement: null, uai: "9720001A" });
    expect([demande.regionAcademique, demande.academie, demande.departement]).toEqual(["12", "31", "972"]);
  });

  it("au brouillon peut avoir des capacités vides", () => {
    const { demande, avertissements } = prise({ statut: "brouillon", capaciteApprentissage: null });
    expect(demande.apprentissageFuture).toBe(0);
    expect(avertissements[0]?.motif).toContain("places futures en apprentissage");
  });

  it("d’avant novembre 2024 peut laisser vides les places colorées", () => {
    const { colonnes } = GENERATIONS.find((g) => g.depuis === "2024-05-14") ?? { colonnes: [] };
    const rangee = rangeeOrion({ numero: "A1", capaciteScolaireColoree: null });
    const lu = lireDemande(
      2,
      colonnes.map(([c]) => texte(rangee[c])),
      reconnaitreColonnes(colonnes.map(([, e]) => e)),
    );
    expect(lu).toMatchObject({ ok: true, demande: { scolaireColoreeActuelle: 0, scolaireColoreeFuture: 0 } });
  });

  it("retrouve le zéro qu’un tableur a ôté d’un CFD", () => {
    expect(prise({ cfd: "1025519" }).demande.cfd).toBe("01025519");
  });
});

describe("une ligne refusée dit toutes ses fautes, par colonne", () => {
  it.each([
    [{ numero: "" }, [["N° demande", ""]]],
    [{ numero: ".." }, [["N° demande", ".."]]],
    [{ numero: "A 1" }, [["N° demande", "A 1"]]],
    [{ numero: "x".repeat(61) }, [["N° demande", "x".repeat(61)]]],
    [{ capaciteScolaire: 10_000 }, [["Future capacité en voie scolaire", "10000"]]],
    [{ capaciteApprentissage: "2E+9" }, [["Future capacité en apprentissage", "2E+9"]]],
    [{ uai: "ABC" }, [["UAI", "ABC"]]],
    [{ rentreeScolaire: 26 }, [["RS", "26"]]],
    [
      { typeDemande: "Report", statut: "?" },
      [
        ["Type de demande", "Report"],
        ["Statut", "?"],
      ],
    ],
    [
      { capaciteScolaire: -1, capaciteApprentissage: null },
      [
        ["Future capacité en voie scolaire", "-1"],
        ["Future capacité en apprentissage", ""],
      ],
    ],
  ])("%j", (valeurs, attendus) => expect(refus(valeurs as RangeeOrion)).toEqual(attendus));
});

describe("une demande qui n’entre dans aucun taux", () => {
  const inachevee = (valeurs: RangeeOrion) => {
    const lu = lire(valeurs);
    return lu.ok ? "prise" : (lu.inachevee?.motif ?? "refusée");
  };
  it.each<[string, RangeeOrion, string | RegExp]>([
    ["un brouillon entier", { statut: "brouillon" }, "prise"],
    [
      "un brouillon sans UAI ni CFD",
      { statut: "brouillon", uai: "", cfd: "" },
      /^Demande au statut « brouillon », inachevée : « UAI » et « CFD » sont vides/,
    ],
    ["une demande refusée sans type", { statut: "refusée", typeDemande: "" }, /« Type de demande » est vide/],
    ["une demande supprimée dont la rentrée ne se lit pas", { statut: "supprimée", rentreeScolaire: "?" }, /« RS »/],
    ["une proposition sans UAI", { statut: "proposition", uai: "" }, "refusée"],
    ["un statut qui ne se lit pas", { statut: "?", uai: "" }, "refusée"],
  ])("%s", (_, valeurs, attendu) => {
    expect(inachevee(valeurs)).toMatch(attendu);
  });
});
