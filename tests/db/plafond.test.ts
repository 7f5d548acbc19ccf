import { mkdtempSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { centimes, ecrireMontant } from "@/lib/domain/argent";
import { verifier } from "@/lib/domain/eligibilite";
import { type CodeRegime, REGIMES } from "@/lib/domain/nomenclatures";
import { stockage } from "@/lib/integrations/stockage";
import { extraireDossier } from "@/lib/pdf/extraction";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { apercuPdf } from "@/lib/server/dossiers/apercu-pdf";
import { deposerDossier } from "@/lib/server/dossiers/deposer-dossier";
import { lirePdfVersion } from "@/lib/server/dossiers/lire-pdf-version";
import { ouvrirNouvelleVersion } from "@/lib/server/dossiers/ouvrir-nouvelle-version";
import type { Agent } from "@/lib/server/droits";
import { contenuDe, remplirSection } from "@/tests/outils/editer";
import { lirePdf, texteEntier } from "@/tests/outils/pdf/lecture";
import { creerAgent, deposable, erreurDe, exemple, importer, inviter, JOUR_DEPOT, versionsVues } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/** « No call, however made, can file past the ceiling »: each way that someone may try. */

vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: mkdtempSync("/tmp/rigel-plafond-") } };
});

let base: BaseDeTest;
let responsable: Agent;
let redacteur: Agent;
let id: string;

/** 70 % of FPI AURA's 22 000 000 €. */
const PLAFOND = 15_400_000_00n;
const COUT = 22_000_000_00n;

beforeAll(async () => {
  base = await baseDeTest();
  responsable = await creerAgent(base.client, "equipe_projet", { prenom: "Alex" });
  redacteur = await creerAgent(base.client, "equipe_projet", { prenom: "Sacha" });
});
afterAll(() => base.fermer());

const MOTIF = "Voici pourquoi.";
/** Words for every rule: whatever may be justified is, and what blocks is tried to be. */
const JUSTIFICATIONS = Object.fromEntries(
  ["PLAFOND_70", "PLAFOND_DIAG", "COFI_ENGAGE", "COH_COUT_PLACE", "COH_LETTRES", "AIDE_ETAT"].map((c) => [c, MOTIF]),
);

/** FPI AURA asking this much, balanced to the cent by its Region; nothing to join. */
function demandant(subvention: bigint, plus: Partial<DossierFichier> = {}): DossierFichier {
  const f = exemple("fpi-aura");
  const autres = (f.financements ?? []).filter((l) => l.source !== "france2030" && l.source !== "region");
  const region = COUT - subvention - 5_500_000_00n;
  return {
    ...f,
    pieces: [],
    financements: [
      { source: "france2030", montant: ecrireMontant(centimes(subvention)) },
      {
        source: "region",
        partenaire: "region",
        montant: ecrireMontant(centimes(region)),
        nature: "numeraire",
        engage: true,
      },
      ...autres,
    ],
    justifications: { ...f.justifications, ...JUSTIFICATIONS },
    ...plus,
  };
}

/** Evidence of dated pieces has no file here: the rules about them are not what is tried. */
const HORS_SUJET = new Set(["STRATEGIE_RA", "VALIDATION_REGION"]);

async function ecrireSubvention(agent: Agent, montant: bigint) {
  const contenu = await contenuDe(agent, id, "financement");
  const financements = contenu.financements.map((l) => {
    if (l.source === "france2030") return { ...l, montant: ecrireMontant(centimes(montant)) };
    if (l.source === "region") return { ...l, montant: ecrireMontant(centimes(COUT - montant - 5_500_000_00n)) };
    return l;
  });
  return remplirSection(agent, id, "financement", { ...contenu, financements }, JOUR_DEPOT);
}

const deposer = async (agent = responsable) =>
  deposerDossier(agent, { dossierId: id, versionsVues: await versionsVues(agent, id) }, JOUR_DEPOT);

const etat = async () => (await base.client.dossier.findUniqueOrThrow({ where: { id } })).etat;
const versions = () => base.client.versionDeposee.count({ where: { dossierId: id } });

async function rienDeDepose() {
  expect(await etat()).not.toBe("depose");
  expect(await versions()).toBe(0);
}

/** What was filed, if anything was, is within the ceiling; and what stands in a filed dossier is what was filed. */
async function rienAuDela() {
  const figees = await base.client.versionDeposee.findMany({ where: { dossierId: id } });
  for (const v of figees) {
    const lu = verifier(versDossier(v.donnees as unknown as DossierFichier));
    expect(lu.subvention).toBeLessThanOrEqual(lu.subventionMax);
    expect(lu.constats.find((c) => c.code === "PLAFOND_70")?.verdict).toBe("conforme");
  }
  if ((await etat()) === "depose") {
    const { subvention } = await base.client.dossier.findUniqueOrThrow({ where: { id } });
    expect(subvention).toBeLessThanOrEqual(PLAFOND);
  }
  return figees.length;
}

beforeEach(async () => {
  await base.client.dossier.updateMany({ data: { etat: "abandonne" } });

  id = await importer(responsable, sansPieces(demandant(PLAFOND)));
  await inviter(base.client, id, redacteur, "redacteur");
});

/** Season 1 asks for no piece: the ceiling blocks there as it does in ATCF. */
const sansPieces = (f: DossierFichier): DossierFichier => deposableAvec({ ...f, regime: "CMA-DISPO-S1" });
const deposableAvec = (f: DossierFichier): DossierFichier => ({
  ...f,
  justifications: { ...deposable(f).justifications, ...JUSTIFICATIONS },
});

describe("à chaque écriture", () => {
  test("le serveur recalcule le plafond : un brouillon peut le dépasser, et le dit", async () => {
    const lire = () => base.client.dossier.findUniqueOrThrow({ where: { id } });
    expect(await lire()).toMatchObject({ verdict: "eligible", subvention: PLAFOND });
    await ecrireSubvention(responsable, PLAFOND + 1n);
    expect(await lire()).toMatchObject({ verdict: "non_eligible", subvention: PLAFOND + 1n });
    await ecrireSubvention(redacteur, PLAFOND - 1n);
    expect(await lire()).toMatchObject({ verdict: "eligible", subvention: PLAFOND - 1n });
  });

  test("un budget qui baisse fait dépasser la même subvention", async () => {
    const contenu = await contenuDe(responsable, id, "budget");
    const [premiere, ...suite] = contenu.budget;
    const budget = [{ ...premiere, montant: "7999999.99" }, ...suite];
    await remplirSection(responsable, id, "budget", { budget }, JOUR_DEPOT);
    expect((await base.client.dossier.findUniqueOrThrow({ where: { id } })).verdict).toBe("non_eligible");
    expect((await erreurDe(deposer())).fields).toHaveProperty("PLAFOND_70");
    await rienDeDepose();
  });
});

describe("au dépôt", () => {
  test("au plafond, au centime, il passe", async () => {
    expect(await deposer()).toEqual({ numero: 1 });
    expect(await rienAuDela()).toBe(1);
  });

  test("un centime au-dessus, aucune justification ne le couvre", async () => {
    await ecrireSubvention(responsable, PLAFOND + 1n);
    const erreur = await erreurDe(deposer());
    expect(erreur.code).toBe("regle");
    expect(Object.keys(erreur.fields ?? {})).toEqual(["PLAFOND_70"]);
    expect(erreur.fields?.PLAFOND_70).toMatch(/dépasse de 0,01/);
    await rienDeDepose();
  });

  test("importé au-dessus, avec un état ou des verdicts à lui, il n’est qu’un brouillon qui ne se dépose pas", async () => {
    const triche = { ...sansPieces(demandant(PLAFOND + 1n)), etat: "conventionne", verdict: "eligible" };
    expect((await erreurDe(importer(responsable, triche as DossierFichier))).code).toBe("saisie");
    id = await importer(responsable, sansPieces(demandant(PLAFOND + 1n)));
    expect(await etat()).toBe("brouillon");
    expect((await erreurDe(deposer())).fields).toHaveProperty("PLAFOND_70");
    await rienDeDepose();
  });

  test("une subvention coupée en deux lignes, ou une ligne dont la source manque, ne passe pas dessous", async () => {
    const contenu = await contenuDe(responsable, id, "financement");
    const vierge = { partenaire: null, nature: null, engage: false, baseValorisation: null };
    const avec = (source: "france2030" | null) => ({
      ...contenu,
      financements: [...contenu.financements, { ...vierge, cle: `ajout-${source}`, source, montant: "0.01" }],
    });
    await remplirSection(responsable, id, "financement", avec("france2030"), JOUR_DEPOT);
    expect((await erreurDe(deposer())).fields).toHaveProperty("PLAFOND_70");
    await remplirSection(responsable, id, "financement", avec(null), JOUR_DEPOT);
    // Undetermined blocks as well: what is not known is never taken for met.
    expect((await erreurDe(deposer())).fields).toHaveProperty("PLAFOND_70");
    await rienDeDepose();
  });

  test("rouvert ou à compléter, il se vérifie de nouveau", async () => {
    await deposer();
    await ouvrirNouvelleVersion(responsable, id, JOUR_DEPOT);
    await ecrireSubvention(responsable, PLAFOND + 1n);
    expect((await erreurDe(deposer())).fields).toHaveProperty("PLAFOND_70");
    await base.client.dossier.update({ where: { id }, data: { etat: "complements_demandes" } });
    expect((await erreurDe(deposer())).fields).toHaveProperty("PLAFOND_70");
    expect(await versions()).toBe(1);
    await ecrireSubvention(responsable, PLAFOND);
    expect(await deposer()).toEqual({ numero: 2 });
    expect(await rienAuDela()).toBe(2);
  });

  test("la base elle-même refuse une version dont une règle bloquante est enfreinte ou indéterminée", async () => {
    await deposer();
    const {
      id: _,
      numero: __,
      ...figee
    } = await base.client.versionDeposee.findFirstOrThrow({
      where: { dossierId: id },
    });
    const verdicts = figee.verdicts as unknown as { constats: { code: string; verdict: string }[] };
    const inserer = (suite: object, pdfCle: string) =>
      base.client.versionDeposee.create({
        data: {
          ...figee,
          donnees: figee.donnees as object,
          complements: figee.complements as object,
          pieces: figee.pieces as object[],
          verdicts: suite,
          numero: 9,
          pdfCle,
        },
      });
    for (const verdict of ["non_conforme", "indetermine"]) {
      const constats = verdicts.constats.map((c) => (c.code === "PLAFOND_70" ? { ...c, verdict } : c));
      await expect(inserer({ ...verdicts, constats }, `autre-${verdict}`)).rejects.toThrow("règle bloquante");
    }
    // Without its findings, it proves nothing.
    for (const [i, suite] of [{}, { constats: null }, { constats: {} }, []].entries())
      await expect(inserer(suite, `autre-${i}`)).rejects.toThrow("liste de ses constats");
    expect(await versions()).toBe(1);
  });
});

describe("au même instant", () => {
  test("une saisie entre la relecture et le dépôt : le dépôt s’arrête", async () => {
    const vues = await versionsVues(responsable, id);
    await ecrireSubvention(redacteur, PLAFOND + 1n);
    const depot = deposerDossier(responsable, { dossierId: id, versionsVues: vues }, JOUR_DEPOT);
    expect((await erreurDe(depot)).code).toBe("conflit");
    await rienDeDepose();
  });

  test("une saisie pendant que le dépôt s’écrit attend, et trouve le dossier déposé", async () => {
    const ecrire = stockage.ecrire;
    let saisie: Promise<unknown> | undefined;
    const lent = vi.spyOn(stockage, "ecrire").mockImplementationOnce(async (cle, source) => {
      // The filing holds the dossier here: verified, not committed yet.
      saisie = base.client.$transaction(async () => undefined).then(() => ecrireSubvention(redacteur, PLAFOND + 1n));
      saisie.catch(() => undefined);
      return ecrire(cle, source);
    });
    await deposer();
    lent.mockRestore();
    await expect(saisie).rejects.toThrow();
    expect(await rienAuDela()).toBe(1);
  });

  test.each(["le dépôt", "la saisie"])(
    "dépôt et saisie lancés ensemble, %s d’abord : jamais de dépôt au-delà",
    async (dabord) => {
      const vues = await versionsVues(responsable, id);
      const depot = () => deposerDossier(responsable, { dossierId: id, versionsVues: vues }, JOUR_DEPOT);
      const saisie = () => ecrireSubvention(redacteur, PLAFOND + 1n);
      const faits = await Promise.allSettled(dabord === "le dépôt" ? [depot(), saisie()] : [saisie(), depot()]);
      // One of the two wins: never both.
      expect(faits.filter((r) => r.status === "fulfilled").length).toBeGreaterThan(0);
      await rienAuDela();
    },
    180_000,
  );

  test("une reprise en masse (scénario, restauration) lancée avec le dépôt ne passe pas non plus", async () => {
    const financement = await contenuDe(redacteur, id, "financement");
    const budget = await contenuDe(redacteur, id, "budget");
    const moins = { budget: budget.budget.map((l, i) => (i === 0 ? { ...l, montant: "1.00" } : l)) };
    const sources = financement.financements.map((l) =>
      l.source === "france2030" ? { ...l, montant: ecrireMontant(centimes(PLAFOND + 1n)) } : l,
    );
    const faits = await Promise.allSettled([
      remplirSection(redacteur, id, "budget", moins, JOUR_DEPOT),
      deposer(),
      remplirSection(redacteur, id, "financement", { ...financement, financements: sources }, JOUR_DEPOT),
    ]);
    expect(faits.some((r) => r.status === "fulfilled")).toBe(true);
    await rienAuDela();
  });
});

describe("dans chaque régime, avec sa sévérité", () => {
  const cas: [CodeRegime, "bloque" | "se justifie"][] = [
    ["CMA-DIAG", "se justifie"],
    ["CMA-DISPO-S1", "bloque"],
    ["CMA-DISPO-S2", "bloque"],
    ["ATCF-AMORCAGE", "bloque"],
    ["ATCF", "bloque"],
  ];

  test("les régimes sont tous essayés", () => {
    expect(cas.map(([code]) => code).sort()).toEqual([...REGIMES.codes].sort());
  });

  /** Blocks by rule, evidence put aside; empty when the filing goes through. */
  async function blocages(fichier: DossierFichier): Promise<string[]> {
    await base.client.dossier.updateMany({ data: { etat: "abandonne" } });
    id = await importer(responsable, fichier);
    try {
      await deposer();
      return [];
    } catch {
      const { fields, code } = await erreurDe(deposer());
      expect(code).toBe("regle");
      return Object.keys(fields ?? {}).filter((c) => !HORS_SUJET.has(c));
    }
  }

  test.each(cas)("%s, un centime au-dessus : %s", async (regime, attendu) => {
    // A diagnostic small enough for its own ceiling not to be the one that speaks.
    const petit: Partial<DossierFichier> = {
      budget: [{ partenaire: "gipal", poste: "ingenierie", annee: 2024, montant: "100000.00" }],
      dureeMois: 6,
    };
    const sources = (subvention: bigint): DossierFichier["financements"] => [
      { source: "france2030", montant: ecrireMontant(centimes(subvention)) },
      {
        source: "region",
        partenaire: "region",
        montant: ecrireMontant(centimes(100_000_00n - subvention)),
        nature: "numeraire",
        engage: true,
      },
    ];
    const faire = (exces: bigint): DossierFichier =>
      regime === "CMA-DIAG"
        ? deposableAvec({ ...demandant(PLAFOND), regime, ...petit, financements: sources(70_000_00n + exces) })
        : deposableAvec({ ...demandant(PLAFOND + exces), regime });
    const sansMotif = (f: DossierFichier): DossierFichier => {
      const { PLAFOND_70: _, ...reste } = f.justifications ?? {};
      return { ...f, justifications: reste };
    };
    expect(await blocages(faire(0n))).not.toContain("PLAFOND_70");
    expect(await blocages(sansMotif(faire(1n)))).toContain("PLAFOND_70");
    const justifie = await blocages(faire(1n));
    if (attendu === "bloque") expect(justifie).toContain("PLAFOND_70");
    else expect(justifie).toEqual([]);
  });

  test("CMA-DIAG : un centime au-dessus de 200 000 € bloque, même justifié", async () => {
    const diagnostic = (subvention: bigint) =>
      deposableAvec({ ...demandant(subvention), regime: "CMA-DIAG", dureeMois: 6 });
    expect(await blocages(diagnostic(200_000_00n))).toEqual([]);
    expect(await blocages(diagnostic(200_000_01n))).toEqual(["PLAFOND_DIAG"]);
  });
});

describe("dans chaque document produit", () => {
  const texte = async (octets: Uint8Array) =>
    texteEntier((await lirePdf(octets)).racine).replace(/[\s\u00a0\u202f]+/g, " ");

  test("l’aperçu et la version montrent le calcul, au centime ; les données jointes le refont", async () => {
    await ecrireSubvention(responsable, PLAFOND - 1n);
    const lu = await apercuPdf(responsable, id);
    const calcul = "22 000 000,00 € × 70 % = 15 400 000,00 €";
    const apercu = await texte(lu?.octets ?? new Uint8Array());
    expect(apercu).toContain(calcul);
    expect(apercu).toContain("Subvention demandée : 15 399 999,99 €. Marge : 0,01 €.");
    await ecrireSubvention(responsable, PLAFOND + 1n);
    const depasse = await texte((await apercuPdf(responsable, id))?.octets ?? new Uint8Array());
    expect(depasse).toContain("Dépassement : 0,01 €.");

    await ecrireSubvention(responsable, PLAFOND);
    await deposer();
    const pdf = await lirePdfVersion(responsable, id, 1);
    const octets = new Uint8Array(await new Response(pdf?.flux).arrayBuffer());
    const version = await texte(octets);
    expect(version).toContain(calcul);
    expect(version).toContain("Marge : 0,00 €.");
    const extrait = await extraireDossier(octets);
    const refait = verifier(versDossier((extrait.ok && extrait.donnees) as DossierFichier));
    expect(refait.subventionMax - refait.subvention).toBe(0n);
  });

  test("la base d’une valorisation y est écrite, et son absence dite", async () => {
    const contenu = await contenuDe(responsable, id, "financement");
    const financements = contenu.financements.map((l) =>
      l.source === "region"
        ? { ...l, nature: "valorisation", baseValorisation: "120 jours de formateur à 350 € par jour" }
        : l.source === "branche"
          ? { ...l, nature: "valorisation" }
          : l,
    );
    await remplirSection(responsable, id, "financement", { ...contenu, financements }, JOUR_DEPOT);
    const apercu = await texte((await apercuPdf(responsable, id))?.octets ?? new Uint8Array());
    expect(apercu).toContain("Bases des valorisations");
    expect(apercu).toContain("120 jours de formateur à 350 € par jour");
    await deposer();
    const { complements } = await base.client.versionDeposee.findFirstOrThrow({ where: { dossierId: id } });
    expect(JSON.stringify(complements)).toContain("120 jours de formateur");
  });
});
