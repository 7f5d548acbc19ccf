import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cibleDe } from "@/lib/domain/edition/changements";
import { cleDeLigne } from "@/lib/domain/edition/cles";
import { FORMES, type Forme, SECTIONS_EDITABLES } from "@/lib/domain/edition/formes";
import { CHAMPS_DE_PART } from "@/lib/domain/participation";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { Operation, Synchronisation } from "@/lib/schemas/edition";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { enregistrerPart } from "@/lib/server/edition/enregistrer-part";
import { chargerEspacePart } from "@/lib/server/participation/charger-espace-part";
import { lireBattementPart } from "@/lib/server/participation/lire-battement-part";
import { contenuDe, espaceDe } from "../outils/editer";
import { creerAgent, erreurDe, exemple, importer, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/** What a partner's contact may write of a dossier, and what it is told: its own part, and nothing else, whatever it sends. */

let base: BaseDeTest;
let camille: Agent;
let claude: Agent;
let id: string;
const PAGE = randomUUID();
const PAGE_EQUIPE = randomUUID();
const SOI = "lp";
/** In every field of text of whoever else: nothing that a contact receives may hold it. */
const MARQUE = "MARQUE-SECRETE";

/** FPI AURA with a mark in what is not the school's. */
function marque(): DossierFichier {
  const f = exemple("fpi-aura");
  return {
    ...f,
    partenaires: (f.partenaires ?? []).map((p) => (p.id === SOI ? p : { ...p, nom: `${p.nom} ${MARQUE}` })),
    budget: (f.budget ?? []).map((l) => (l.partenaire === SOI ? l : { ...l, libelle: `${l.libelle ?? ""} ${MARQUE}` })),
    financements: [
      ...(f.financements ?? []),
      { source: "autofinancement", partenaire: SOI, montant: "1000.00", nature: "numeraire", engage: false },
      { source: "france2030", partenaire: SOI, montant: "17.00" },
    ],
    repartition: [
      { partenaire: "gipal", subvention: "9000000.00" },
      { partenaire: SOI, subvention: "500000.00" },
    ],
    reponses: { ...f.reponses, besoins: MARQUE, complementarite: { texte: MARQUE } },
    plateauxTechniques: [{ hote: SOI, libelle: MARQUE, usagers: ["gipal"], acces: MARQUE }],
    alignement: [{ reference: MARQUE, objectif: MARQUE, justification: MARQUE, page: "1" }],
    justifications: { COH_DOUBLON: MARQUE },
  };
}

beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
});
afterAll(() => base.fermer());
beforeEach(async () => {
  id = await importer(camille, marque());
  claude = await creerAgent(base.client, "partenaire", { dossierId: id, partenaire: SOI, prenom: "Claude" });
});

const champ = (adresse: string, valeur: unknown, vue = 0): Operation => ({
  ...{ id: randomUUID(), type: "champ", nature: "saisie", adresse, valeur, vue },
});
const ajout = (adresse: string, valeur: Record<string, unknown>, rang = 0): Operation => ({
  ...{ id: randomUUID(), type: "ajout", nature: "saisie", adresse, valeur, rang, vue: 0 },
});
const retrait = (adresse: string): Operation => ({
  ...{ id: randomUUID(), type: "retrait", nature: "saisie", adresse, vue: 0 },
});
const ecrire = (operations: Operation[], suite: { agent?: Agent; partenaire?: string; depuis?: number } = {}) => {
  const { agent = claude, partenaire = SOI, depuis = 0 } = suite;
  return enregistrerPart(
    agent,
    { dossierId: id, partenaire, client: PAGE, lecteur: agent.id, depuis, operations },
    JOUR_DEPOT,
  );
};
const equipe = (operations: Operation[]) =>
  enregistrerModifications(
    camille,
    { dossierId: id, client: PAGE_EQUIPE, lecteur: camille.id, depuis: 0, operations },
    JOUR_DEPOT,
  );
const battre = (depuis: number, partenaire = SOI, agent = claude) =>
  lireBattementPart(agent, id, { client: PAGE, lecteur: agent.id, depuis, partenaire, totaux: null });
const budget = async () => (await contenuDe(camille, id, "budget")).budget;
const plan = async () => (await contenuDe(camille, id, "financement")).financements;
const sienne = async () => {
  const ligne = (await budget()).find((l) => l.partenaire === SOI);
  if (ligne === undefined) throw new Error("Aucune ligne");
  return ligne;
};
const autrui = async () => {
  const ligne = (await budget()).find((l) => l.partenaire === "gipal");
  if (ligne === undefined) throw new Error("Aucune ligne");
  return ligne;
};
const aBudget = (cle: string, c?: string) => `budget/budget/${encodeURIComponent(cle)}${c ? `/${c}` : ""}`;
const aPlan = (cle: string, c?: string) => `financement/financements/${encodeURIComponent(cle)}${c ? `/${c}` : ""}`;
const NEUVE = { partenaire: SOI, poste: "missions", annee: 2025, montant: "1200.00", eligible: true, libelle: null };
const APPORT = { partenaire: SOI, montant: "500.00", nature: "numeraire", engage: true, baseValorisation: null };

/** Everything of the dossier but this partner's own rows and the fields that are its to write. */
async function reste(): Promise<string> {
  const { fichier, cles } = await espaceDe(camille, id);
  const contenus = SECTIONS_EDITABLES.map((s) => [s, contenuDeSection(fichier, s, cles)] as const);
  return JSON.stringify(
    contenus.map(([section, contenu]) => {
      if (section === "budget")
        return {
          budget: (contenu as { budget: { partenaire: string | null }[] }).budget.filter((l) => l.partenaire !== SOI),
        };
      if (section === "financement") {
        const c = contenu as { financements: { partenaire: string | null; source: string | null }[] };
        return { ...c, financements: c.financements.filter((l) => l.partenaire !== SOI || l.source === "france2030") };
      }
      if (section === "partenaires") {
        const c = contenu as { partenaires: Record<string, unknown>[] };
        return {
          ...c,
          partenaires: c.partenaires.map((p) =>
            p.id !== SOI
              ? p
              : Object.fromEntries(
                  Object.entries(p).filter(([nom]) => !(CHAMPS_DE_PART.partenaires as readonly string[]).includes(nom)),
                ),
          ),
        };
      }
      return contenu;
    }),
  );
}

describe("sa part", () => {
  test("ses lignes de budget : en changer, en ajouter, en retirer", async () => {
    const ligne = await sienne();
    const autre = randomUUID();
    const fait = await ecrire([
      champ(aBudget(ligne.cle, "montant"), "3000,50"),
      champ(aBudget(ligne.cle, "poste"), "prestation"),
      ajout(aBudget(autre), NEUVE, 1),
    ]);
    expect(fait).toMatchObject({ refus: [], conflits: [], recharger: false });
    expect(fait.acceptees).toHaveLength(3);
    const siennes = (await budget()).filter((l) => l.partenaire === SOI);
    expect(siennes).toMatchObject([
      { poste: "prestation", montant: "3000.50" },
      { cle: autre, poste: "missions", montant: "1200.00" },
    ]);
    expect((await ecrire([retrait(aBudget(autre))])).acceptees).toHaveLength(1);
    expect((await budget()).filter((l) => l.partenaire === SOI)).toHaveLength(1);
  });

  test("plusieurs lignes ajoutées d’un coup restent dans leur ordre, après les siennes", async () => {
    const cles = [randomUUID(), randomUUID(), randomUUID()];
    const avant = (await budget()).map((l) => l.cle);
    await ecrire(cles.map((cle, i) => ajout(aBudget(cle), { ...NEUVE, annee: 2024 + i }, 1 + i)));
    expect((await budget()).map((l) => l.cle)).toEqual([...avant, ...cles]);
  });

  test("son engagement, et un apport de plus, d’une origine que sa nature permet", async () => {
    const [ligne] = (await plan()).filter((l) => l.partenaire === SOI && l.source === "autofinancement");
    const cle = ligne?.cle ?? "";
    const neuf = randomUUID();
    const fait = await ecrire([
      champ(aPlan(cle, "montant"), "2500"),
      champ(aPlan(cle, "engage"), true),
      champ(aPlan(cle, "nature"), "valorisation"),
      champ(aPlan(cle, "baseValorisation"), "Deux salles, au prix du marché"),
      ajout(aPlan(neuf), { ...APPORT, source: "autre_public" }),
    ]);
    expect(fait).toMatchObject({ refus: [], conflits: [] });
    expect(await plan()).toContainEqual(expect.objectContaining({ cle, montant: "2500.00", engage: true }));
    expect(await plan()).toContainEqual(
      expect.objectContaining({ cle: neuf, source: "autre_public", partenaire: SOI }),
    );
  });

  test("sur sa fiche : le contact, le signataire, le rôle, l’aide d’État, et rien d’autre", async () => {
    const permis = CHAMPS_DE_PART.partenaires.map((c) =>
      champ(`partenaires/partenaires/${SOI}/${c}`, c === "contactCourriel" ? "claude@exemple.fr" : `Valeur de ${c}`),
    );
    expect((await ecrire(permis)).acceptees).toHaveLength(permis.length);
    const autres = Object.keys((FORMES.partenaires.partenaires as { champs?: object }).champs ?? {}).filter(
      (c) => !(CHAMPS_DE_PART.partenaires as readonly string[]).includes(c),
    );
    const avant = await reste();
    const fait = await ecrire(autres.map((c) => champ(`partenaires/partenaires/${SOI}/${c}`, null)));
    expect(fait.refus).toHaveLength(autres.length);
    expect(await reste()).toBe(avant);
  });

  test("le journal dit combien, dans quelle section et pour quel partenaire, jamais ce qui est écrit", async () => {
    await ecrire([champ(aBudget((await sienne()).cle, "libelle"), "Un texte à soi")]);
    const entree = await base.client.entreeJournal.findFirstOrThrow({
      where: { dossierId: id, action: "part.modifier" },
    });
    expect(entree).toMatchObject({ acteurId: claude.id, objet: "budget" });
    expect(entree.apres).toEqual({ partenaire: SOI, champs: 1, ajouts: 0, retraits: 0 });
  });
});

describe("hors de sa part", () => {
  test.each([
    ["un champ du dossier", async () => champ("identite/titre", "À moi")],
    ["la justification d’une règle", async () => champ("verification/justifications/COH_DOUBLON", "À moi")],
    ["la ligne d’un autre", async () => champ(aBudget((await autrui()).cle, "montant"), "1.00")],
    ["la ligne d’un autre, retirée", async () => retrait(aBudget((await autrui()).cle))],
    ["une ligne pour un autre", async () => ajout(aBudget(randomUUID()), { ...NEUVE, partenaire: "gipal" })],
    ["une ligne à personne", async () => ajout(aBudget(randomUUID()), { ...NEUVE, partenaire: null })],
    ["sa ligne donnée à un autre", async () => champ(aBudget((await sienne()).cle, "partenaire"), "gipal")],
    ["la subvention", async () => ajout(aPlan(randomUUID()), { ...APPORT, source: "france2030" })],
    ["une origine qui n’est pas la sienne", async () => ajout(aPlan(randomUUID()), { ...APPORT, source: "region" })],
    ["de l’argent privé, d’un public", async () => ajout(aPlan(randomUUID()), { ...APPORT, source: "autre_prive" })],
    ["un apport sans origine", async () => ajout(aPlan(randomUUID()), { ...APPORT, source: null })],
    [
      "l’origine d’un apport",
      async () => champ(aPlan((await plan()).find((l) => l.partenaire === SOI)?.cle ?? "", "source"), "autre_public"),
    ],
    [
      "une ligne de subvention à son nom",
      async () =>
        champ(
          aPlan((await plan()).find((l) => l.partenaire === SOI && l.source === "france2030")?.cle ?? "", "montant"),
          "99.00",
        ),
    ],
    [
      "sa part de la subvention",
      async () =>
        champ(
          `financement/repartition/${(await contenuDe(camille, id, "financement")).repartition[1]?.cle}/subvention`,
          "1.00",
        ),
    ],
    ["un autre partenaire", async () => champ("partenaires/partenaires/gipal/contactNom", "À moi")],
    ["sa propre fiche, retirée", async () => retrait(`partenaires/partenaires/${SOI}`)],
    ["un partenaire de plus", async () => ajout("partenaires/partenaires/neuf", { nom: "Neuf" })],
  ] as const)("%s : refusé, et rien n’est écrit", async (_, faire) => {
    const avant = await reste();
    const operation = await faire();
    const fait = await ecrire([operation, champ(aBudget((await sienne()).cle, "montant"), "77.00")]);
    expect(fait.refus).toMatchObject([{ operation: operation.id, adresse: operation.adresse }]);
    expect(fait.acceptees).toHaveLength(1);
    expect((await sienne()).montant).toBe("77.00");
    expect(await reste()).toBe(avant);
  });

  test("la ligne d’un autre et celle qui n’existe pas : la même réponse, mot pour mot", async () => {
    const { cle } = await autrui();
    const sansNoms = (s: Synchronisation) =>
      JSON.stringify({ ...s, refus: s.refus.map(({ message }) => message), enregistreLe: "" });
    for (const faire of [
      (k: string) => champ(aBudget(k, "montant"), "1.00"),
      (k: string) => champ(aBudget(k, "partenaire"), SOI),
      (k: string) => retrait(aBudget(k)),
    ])
      expect(sansNoms(await ecrire([faire(cle)]))).toBe(sansNoms(await ecrire([faire(randomUUID())])));
  });

  test("le nom d’une ligne d’autrui : pris ou libre, l’ajout se fait pareil, et l’autre ligne n’est pas touchée", async () => {
    const lignes = await budget();
    const visee = lignes.find((l) => l.partenaire === "gipal") ?? lignes[0];
    const libre = cleDeLigne("budget", NEUVE, new Set(), randomUUID);
    const avant = await reste();
    const surPrise = await ecrire([ajout(aBudget(visee?.cle ?? ""), NEUVE, 1)]);
    const surLibre = await ecrire([ajout(aBudget(libre), NEUVE, 1)]);
    expect(surPrise).toMatchObject({ refus: [], conflits: [] });
    expect(surLibre).toMatchObject({ refus: [], conflits: [] });
    expect(surPrise.acceptees).toHaveLength(1);
    expect(await reste()).toBe(avant);
    // Read again, changed, taken out: the page knows it under the name it gave.
    const espace = await chargerEspacePart(claude, id, SOI);
    expect(espace?.cles.budget).toEqual(expect.arrayContaining([visee?.cle, libre]));
    expect((await ecrire([champ(aBudget(visee?.cle ?? "", "montant"), "5.00")])).acceptees).toHaveLength(1);
    expect((await ecrire([retrait(aBudget(visee?.cle ?? ""))])).acceptees).toHaveLength(1);
    expect(await reste()).toBe(avant);
    // Both names of one row in one sending: no answer tells which of them is taken.
    for (const cle of [visee?.cle ?? "", randomUUID()]) {
      const deux = await ecrire([ajout(aBudget(cle), NEUVE), ajout(aBudget(`${cle}~${SOI}`), NEUVE)]);
      expect([deux.acceptees.length, deux.refus.length]).toEqual([1, 1]);
    }
  });

  test("trop de lignes : refusées, pour que les autres partenaires gardent leur place", async () => {
    const lignes = Array.from({ length: 320 }, () => ajout(aBudget(randomUUID()), NEUVE));
    const fait = await ecrire(lignes);
    expect(fait.acceptees).toHaveLength(299);
    expect(fait.refus[0]?.message).toContain("300 lignes");
  });
});

describe("qui peut entrer", () => {
  const essai = () => champ(`partenaires/partenaires/${SOI}/role`, "x");
  test("ni l’équipe par cette porte, ni le contact d’un autre partenaire, ni celui d’un autre dossier", async () => {
    const voisin = await creerAgent(base.client, "partenaire", { dossierId: id, partenaire: "branche" });
    const ailleurs = await creerAgent(base.client, "partenaire", { dossierId: randomUUID(), partenaire: SOI }).catch(
      () => null,
    );
    for (const agent of [camille, voisin, ailleurs].filter((a) => a !== null)) {
      expect(await erreurDe(ecrire([essai()], { agent }))).toMatchObject({ code: "introuvable" });
      expect(await erreurDe(battre(0, SOI, agent))).toMatchObject({ code: "introuvable" });
      expect(await chargerEspacePart(agent, id, SOI)).toBeNull();
    }
    expect(await erreurDe(ecrire([essai()], { partenaire: "gipal" }))).toEqual(
      await erreurDe(ecrire([essai()], { partenaire: "inconnu" })),
    );
    expect(await erreurDe(battre(0, "gipal"))).toEqual(await erreurDe(battre(0, "inconnu")));
  });

  test("déposé : sa part se lit et ne s’écrit plus, et il sait pourquoi", async () => {
    await base.client.dossier.update({ where: { id }, data: { etat: "depose" } });
    const erreur = await erreurDe(ecrire([essai()]));
    expect(erreur).toMatchObject({ code: "regle", message: expect.stringContaining("déposé") });
    expect(await chargerEspacePart(claude, id, SOI)).toMatchObject({ droits: { modifier: false } });
  });

  test("une page ouverte par quelqu’un d’autre n’écrit rien en ce nom", async () => {
    const demande = {
      dossierId: id,
      partenaire: SOI,
      client: PAGE,
      lecteur: camille.id,
      depuis: 0,
      operations: [essai()],
    };
    expect(await erreurDe(enregistrerPart(claude, demande, JOUR_DEPOT))).toMatchObject({ code: "session" });
  });
});

describe("ce qui lui est dit", () => {
  test("l’espace de sa part ne tient que sa part", async () => {
    const espace = await chargerEspacePart(claude, id, SOI);
    expect(JSON.stringify(espace)).not.toContain(MARQUE);
    expect(espace?.fichier.partenaires?.map((p) => p.id)).toEqual([SOI]);
    expect(espace?.fichier.budget?.every((l) => l.partenaire === SOI)).toBe(true);
    expect(espace?.fichier.financements).toHaveLength(1);
    expect(espace?.fichier.repartition).toBeUndefined();
    expect(espace?.droits).toMatchObject({ modifier: true, historique: false, commentaires: false, exporter: false });
  });

  test("l’équipe écrit dans sa part et ailleurs : seul ce qui est à lui vient, sans le nom de qui l’a écrit", async () => {
    const [sien, autre] = [await sienne(), await autrui()];
    await equipe([
      champ(aBudget(sien.cle, "montant"), "42.00"),
      champ(aBudget(autre.cle, "libelle"), `${MARQUE} bis`),
      champ("diagnostic/besoins", `${MARQUE} ter`),
      champ("identite/acronyme", "FPI 3"),
    ]);
    const { nouveautes } = await battre(0);
    expect(nouveautes.changements).toMatchObject([
      { adresse: aBudget(sien.cle, "montant"), valeur: "42.00", par: { nom: "L’équipe du dossier" } },
      { adresse: "identite/acronyme", valeur: "FPI 3" },
    ]);
    const dit = JSON.stringify(nouveautes);
    for (const secret of [MARQUE, camille.id, camille.nom]) expect(dit).not.toContain(secret);
  });

  test("une ligne qui lui est confiée arrive entière ; une ligne qui passe à un autre disparaît", async () => {
    const [sien, autre] = [await sienne(), await autrui()];
    await equipe([champ(aBudget(autre.cle, "libelle"), "Neutre")]);
    const { revision } = await equipe([
      champ(aBudget(sien.cle, "partenaire"), "gipal"),
      champ(aBudget(autre.cle, "partenaire"), SOI),
    ]);
    await equipe([champ(aBudget(sien.cle, "libelle"), MARQUE)]);
    const { nouveautes } = await battre(0);
    expect(nouveautes.changements.map(({ type, adresse }) => [type, adresse]).sort()).toEqual(
      [
        ["ajout", aBudget(autre.cle)],
        ["retrait", aBudget(sien.cle)],
      ].sort(),
    );
    expect(JSON.stringify(nouveautes)).not.toContain(MARQUE);
    // Handed over, then back: nothing of what it was meanwhile.
    await equipe([champ(aBudget(sien.cle, "libelle"), "Neutre", revision + 5)]);
    await equipe([champ(aBudget(sien.cle, "partenaire"), SOI, revision + 9)]);
    expect(JSON.stringify((await battre(revision)).nouveautes)).not.toContain(MARQUE);
  });

  test("deux valeurs pour une case : les deux sont dites, l’autre personne n’est pas nommée", async () => {
    const { cle } = await sienne();
    await equipe([champ(aBudget(cle, "montant"), "10.00")]);
    const fait = await ecrire([champ(aBudget(cle, "montant"), "20.00")]);
    expect(fait.conflits).toMatchObject([{ leur: "10.00", par: { nom: "L’équipe du dossier" } }]);
    expect(JSON.stringify(fait)).not.toContain(camille.id);
  });

  test("les totaux suivent, et ne sont redits que s’ils ont pu changer", async () => {
    const { revision } = await ecrire([champ(aBudget((await sienne()).cle, "montant"), "2600000.00")]);
    const { totaux } = await battre(revision);
    expect(totaux).toMatchObject({ revision, cout: "22100000.00", subvention: "9500017.00", part: "500000.00" });
    const sans = { client: PAGE, lecteur: claude.id, depuis: revision, partenaire: SOI, totaux: revision };
    expect((await lireBattementPart(claude, id, sans)).totaux).toBeNull();
  });
});

describe("quoi qu’il envoie", () => {
  test("rien d’autre que sa part ne change, rien d’autre ne lui est dit", { timeout: 120_000 }, async () => {
    const avant = await reste();
    const [lignes, apports, repartition] = [
      await budget(),
      await plan(),
      (await contenuDe(camille, id, "financement")).repartition,
    ];
    const cles = [
      ...[...lignes, ...apports, ...repartition].map((l) => l.cle),
      ...["neuve-1", "neuve-2", `neuve-1~${SOI}`, "gipal", SOI, "branche", "0", "2024"],
    ];
    const siennes = [...lignes, ...apports].filter((l) => l.partenaire === SOI).map((l) => l.cle);
    /** Rows and fields of every list of the dossier, those that its sections know. */
    const valides = SECTIONS_EDITABLES.flatMap((section) =>
      Object.entries(FORMES[section] as Record<string, Forme>).flatMap(([nom, forme]) =>
        forme.genre !== "liste" || !("champs" in forme)
          ? [`${section}/${nom}`]
          : [...cles, ...siennes, ...siennes, ...siennes].flatMap((cle) => {
              const ligne = `${section}/${nom}/${encodeURIComponent(cle)}`;
              return [ligne, ligne, ...Object.keys(forme.champs).map((champ) => `${ligne}/${champ}`)];
            }),
      ),
    ).filter((adresse) => cibleDe(adresse) !== null);
    const enPart = valides.filter((a) => /^(budget|financement.financements|partenaires.partenaires)/.test(a));
    const adresses = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...enPart) },
      { weight: 1, arbitrary: fc.constantFrom(...valides) },
    );
    const partenaires = fc.constantFrom(SOI, "gipal", "branche", ` ${SOI}`, null);
    const valeurs = fc.oneof(
      fc.constantFrom<unknown>(
        "10.00",
        "x",
        2025,
        true,
        null,
        SOI,
        "gipal",
        "france2030",
        "region",
        "missions",
        [],
        {},
      ),
    );
    const rangees = fc.record({
      partenaire: partenaires,
      poste: fc.constantFrom("missions", "equipement"),
      annee: fc.constant(2025),
      montant: fc.constantFrom("10.00", null),
      eligible: fc.constant(true),
      libelle: fc.constantFrom("x", null),
    });
    const apportsArbitraires = fc.record({
      partenaire: partenaires,
      source: fc.constantFrom("france2030", "autre_public", "autofinancement", "region", null),
      montant: fc.constant("10.00"),
      nature: fc.constant("numeraire"),
      engage: fc.boolean(),
      baseValorisation: fc.constant(null),
    });
    const operations: fc.Arbitrary<Operation> = fc.oneof(
      { weight: 3, arbitrary: fc.tuple(adresses, valeurs).map(([a, v]) => champ(a, v)) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(adresses, fc.oneof(rangees, apportsArbitraires), fc.nat(20))
          .map(([a, v, r]) => ajout(a, v, r)),
      },
      { weight: 1, arbitrary: adresses.map(retrait) },
      // Honest ones among them: what is refused must not take along what is not.
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...CHAMPS_DE_PART.partenaires.filter((c) => c !== "contactCourriel")), fc.string())
          .map(([c, v]) => champ(`partenaires/partenaires/${SOI}/${c}`, v)),
      },
      { weight: 1, arbitrary: rangees.map((v) => ajout(aBudget(randomUUID()), { ...v, partenaire: SOI })) },
    );
    const { demandePart } = await import("@/lib/schemas/participation");
    const { operation } = await import("@/lib/schemas/edition");
    let [ecrites, refusees] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(operations, { minLength: 1, maxLength: 12, selector: (o) => o.adresse }),
        async (lot) => {
          const demande = {
            dossierId: id,
            partenaire: SOI,
            client: PAGE,
            lecteur: claude.id,
            depuis: 0,
            operations: lot.filter((o) => operation.safeParse(o).success),
          };
          // New names at each run, and what the request's own schema would stop is stopped.
          const lue = demandePart.safeParse({
            ...demande,
            operations: demande.operations.map((o) => ({ ...o, id: randomUUID() })),
          });
          if (!lue.success) return;
          const fait = await enregistrerPart(claude, lue.data, JOUR_DEPOT);
          ecrites += fait.acceptees.length;
          refusees += fait.refus.length;
          const dits = [fait, await battre(0), await chargerEspacePart(claude, id, SOI)];
          expect(JSON.stringify(dits)).not.toContain(MARQUE);
          expect(JSON.stringify(dits)).not.toContain(camille.id);
          expect(await reste()).toBe(avant);
        },
      ),
      { numRuns: 100 },
    );
    // Neither a guard that refuses all, nor a request that never comes in.
    expect(Math.min(ecrites, refusees)).toBeGreaterThan(50);
  });
});
