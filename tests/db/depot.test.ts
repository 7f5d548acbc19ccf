import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { stockage } from "@/lib/integrations/stockage";
import { extraireDossier } from "@/lib/pdf/extraction";
import { type Tx, utiliserBase } from "@/lib/server/base";
import { abandonnerDossier } from "@/lib/server/dossiers/abandonner-dossier";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { deposerDossier } from "@/lib/server/dossiers/deposer-dossier";
import { lireDonneesVersion } from "@/lib/server/dossiers/lire-donnees-version";
import { lirePdfVersion } from "@/lib/server/dossiers/lire-pdf-version";
import { ouvrirNouvelleVersion } from "@/lib/server/dossiers/ouvrir-nouvelle-version";
import type { Agent } from "@/lib/server/droits";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import type { PrismaClient } from "@/prisma/genere/client";
import { remplirSection } from "@/tests/outils/editer";
import {
  creerAgent,
  deposable,
  erreurDe,
  exemple,
  importer,
  inviter,
  JOUR_DEPOT,
  octetsPdf,
  versionsVues,
} from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

// Its own data folder: what filing leaves on the disk is part of what is checked.
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: mkdtempSync("/tmp/rigel-depot-") } };
});

let base: BaseDeTest;
let responsable: Agent;
let redacteur: Agent;
let id: string;

beforeAll(async () => {
  base = await baseDeTest();
  responsable = await creerAgent(base.client, "equipe_projet", { prenom: "Alex" });
  redacteur = await creerAgent(base.client, "equipe_projet", { prenom: "Sacha" });
});
afterAll(() => base.fermer());

const versionsSurDisque = async () => {
  const { env } = await import("@/lib/env");
  const racine = `${env.RIGEL_DATA}/fichiers/versions`;
  return existsSync(racine) ? readdirSync(racine, { recursive: true }).filter((f) => String(f).length > 10) : [];
};

const deposer = async (agent = responsable, maintenant = JOUR_DEPOT) =>
  deposerDossier(agent, { dossierId: id, versionsVues: await versionsVues(agent, id) }, maintenant);

/** The commit of a write goes through, its answer never comes back. What is read before it is no matter. */
function connexionPerdue(client: PrismaClient, perdue: { reste: number }): PrismaClient {
  let ecrite = false;
  return new Proxy(client, {
    get: (cible, cle) =>
      cle === "$transaction"
        ? async (fn: (tx: Tx) => Promise<unknown>, options?: { isolationLevel: "RepeatableRead" }) => {
            const fait = await cible.$transaction(fn, options);
            ecrite ||= options?.isolationLevel === undefined;
            if (perdue.reste === 0 || !ecrite) return fait;
            perdue.reste -= 1;
            throw new Error("connexion perdue");
          }
        : Reflect.get(cible, cle),
  });
}

const MOTIFS = { COFI_ENGAGE: "Voici pourquoi.", COH_COUT_PLACE: "Voici pourquoi." };

/** FPI AURA with its justifications and a file for each declared piece. */
beforeEach(async () => {
  // The same places in two live dossiers are to be justified: one at a time.
  await base.client.dossier.updateMany({ data: { etat: "abandonne" } });
  id = await importer(responsable, deposable(exemple("fpi-aura")));
  await inviter(base.client, id, redacteur, "redacteur");
});
const joindreLesPieces = async () => {
  for (const { id: pieceId, type } of await base.client.piece.findMany({ where: { dossierId: id } }))
    await ajouterPiece(responsable, { dossierId: id, pieceId, nom: `${type}.pdf`, octets: octetsPdf() }, JOUR_DEPOT);
};

describe("ce qui empêche le dépôt", () => {
  test("les pièces déclarées sans fichier, nommées une à une", async () => {
    const erreur = await erreurDe(deposer());
    expect(erreur).toMatchObject({ code: "regle" });
    expect(Object.values(erreur.fields ?? {}).sort()).toEqual([
      "Stratégie régionale du recteur : la pièce est déclarée, son fichier n’est pas joint.",
      "Validation du conseil régional : la pièce est déclarée, son fichier n’est pas joint.",
    ]);
    expect((await base.client.dossier.findUniqueOrThrow({ where: { id } })).etat).toBe("en_montage");
  });

  test("chaque règle bloquante non conforme ou indéterminée, chaque règle à justifier sans justification", async () => {
    await base.client.dossier.update({ where: { id }, data: { etat: "abandonne" } });
    id = await importer(responsable, { ...exemple("fpi-aura"), indicateurs: [], dureeMois: 61, pieces: [] });
    const { fields, code } = await erreurDe(deposer());
    expect(code).toBe("regle");
    expect(Object.keys(fields ?? {})).toEqual(["DUREE", "STRATEGIE_RA", "VALIDATION_REGION", "AUTOEVALUATION"]);
  });

  test("une règle à justifier : sans texte elle bloque, avec un texte elle passe", async () => {
    await joindreLesPieces();
    const verification = { justifications: {} };
    await remplirSection(responsable, id, "financement", await financementNonEngage(), JOUR_DEPOT);
    await remplirSection(responsable, id, "verification", verification, JOUR_DEPOT);
    const { fields } = await erreurDe(deposer());
    expect(fields).toHaveProperty("COFI_ENGAGE");
    const justifications = Object.fromEntries(Object.keys(fields ?? {}).map((regle) => [regle, "Voici pourquoi."]));
    await remplirSection(responsable, id, "verification", { justifications }, JOUR_DEPOT);
    await expect(deposer()).resolves.toEqual({ numero: 1 });
  });

  test("le jour du dépôt compte, pas la date prévue : trop tard après le GO", async () => {
    await joindreLesPieces();
    const verification = { justifications: {} };
    await remplirSection(responsable, id, "verification", verification, JOUR_DEPOT);
    const { fields } = await erreurDe(deposer(responsable, new Date("2024-04-11T10:00:00Z")));
    expect(fields).toHaveProperty("DELAI_GO");
  });

  test("un dossier qui a bougé depuis la relecture", async () => {
    await joindreLesPieces();
    const vues = await versionsVues(responsable, id);
    await remplirSection(
      redacteur,
      id,
      "strategie",
      { projetEconomique: "Autre.", egalite: null, alignement: [] },
      JOUR_DEPOT,
    );
    const erreur = await erreurDe(deposerDossier(responsable, { dossierId: id, versionsVues: vues }, JOUR_DEPOT));
    expect(erreur).toMatchObject({ code: "conflit", conflit: { par: redacteur.nom } });
  });

  test("un rédacteur ne dépose pas", async () => {
    await joindreLesPieces();
    expect((await erreurDe(deposer(redacteur))).code).toBe("interdit");
  });

  async function financementNonEngage() {
    const espace = await chargerEspace(responsable, id);
    const f = espace?.fichier;
    return {
      financements: (f?.financements ?? []).map((l) => ({
        source: l.source ?? null,
        partenaire: l.partenaire ?? null,
        montant: l.montant ?? null,
        nature: l.nature ?? null,
        engage: false,
      })),
      repartition: [],
      complementarite: { financementsAnterieurs: true, texte: f?.reponses?.complementarite?.texte ?? null },
    };
  }
});

describe("un dépôt", () => {
  test("fige la version : données, verdicts, pièces, PDF, empreintes ; le dossier passe en lecture seule", async () => {
    await joindreLesPieces();
    expect(await deposer(responsable, new Date("2024-03-15T23:30:00Z"))).toEqual({ numero: 1 });
    const version = await base.client.versionDeposee.findFirstOrThrow({ where: { dossierId: id } });
    // 23:30 UTC is already the next day in Paris.
    expect(version.donnees).toMatchObject({
      titre: "Formation pro industrie Auvergne-Rhône-Alpes",
      dateDepot: "2024-03-16",
    });
    expect(version.verdicts).toMatchObject({ verdict: "eligible", regime: "ATCF", subvention: "950000000" });
    expect(version.pieces).toHaveLength(2);
    const pdf = await lirePdfVersion(responsable, id, 1);
    const octets = new Uint8Array(await new Response(pdf?.flux).arrayBuffer());
    expect(octets.byteLength).toBe(version.pdfOctets);
    expect(pdf?.nom).toBe("fpi-aura-version-1.pdf");
    const extrait = await extraireDossier(octets);
    expect(extrait).toMatchObject({ ok: true, sha256: version.donneesSha256, donnees: version.donnees });
    const donnees = await lireDonneesVersion(responsable, id, 1);
    expect(donnees?.texte).toBe(extrait.ok && extrait.texte);
    const etranger = await creerAgent(base.client, "equipe_projet", { prenom: "Ines" });
    expect(await lireDonneesVersion(etranger, id, 1)).toBeNull();
    const espace = await chargerEspace(responsable, id);
    expect(espace).toMatchObject({
      etat: "depose",
      droits: { modifier: false, deposer: false, rouvrir: true },
      versions: [{ numero: 1, pdfSha256: version.pdfSha256, deposeePar: responsable.nom }],
    });
    const entree = await base.client.entreeJournal.findFirst({ where: { dossierId: id, action: "dossier.deposer" } });
    expect(entree).toMatchObject({ objet: "version 1", apres: { etat: "depose", pdfSha256: version.pdfSha256 } });
  });

  test("une version ne se modifie ni ne s’efface, pas même en base", async () => {
    await joindreLesPieces();
    await deposer();
    const { id: versionId } = await base.client.versionDeposee.findFirstOrThrow({ where: { dossierId: id } });
    const modifier = base.client.versionDeposee.update({ where: { id: versionId }, data: { numero: 9 } });
    await expect(modifier).rejects.toThrow("ajout seul");
    await expect(base.client.versionDeposee.delete({ where: { id: versionId } })).rejects.toThrow("ajout seul");
    await expect(base.client.dossier.delete({ where: { id } })).rejects.toThrow();
  });

  test("deux dépôts en même temps n’en font qu’un", async () => {
    await joindreLesPieces();
    const resultats = await Promise.allSettled([deposer(), deposer()]);
    expect(resultats.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    expect(await base.client.versionDeposee.count({ where: { dossierId: id } })).toBe(1);
  });

  test("un dépôt qui échoue au moment d’écrire le PDF ne laisse ni version, ni état, ni fichier", async () => {
    await joindreLesPieces();
    const fichiers = await versionsSurDisque();
    const panne = vi.spyOn(stockage, "ecrire").mockRejectedValueOnce(new Error("disque plein"));
    await expect(deposer()).rejects.toThrow("disque plein");
    panne.mockRestore();
    expect(await versionsSurDisque()).toEqual(fichiers);
    expect((await base.client.dossier.findUniqueOrThrow({ where: { id } })).etat).toBe("en_montage");
    expect(await base.client.versionDeposee.count({ where: { dossierId: id } })).toBe(0);
  });

  test("écrit mais refusé au commit : le fichier en place est repris", async () => {
    await joindreLesPieces();
    const fichiers = await versionsSurDisque();
    const ecrire = stockage.ecrire;
    const panne = vi.spyOn(stockage, "ecrire").mockImplementationOnce(async (cle, source) => {
      await ecrire(cle, source);
      throw new Error("disque débranché");
    });
    await expect(deposer()).rejects.toThrow("disque débranché");
    panne.mockRestore();
    expect(await versionsSurDisque()).toEqual(fichiers);
  });

  test("la connexion perdue pendant le commit ne prend pas son fichier à une version ou une pièce inscrite", async () => {
    await joindreLesPieces();
    const vues = await versionsVues(responsable, id);
    const perdue = { reste: 1 };
    utiliserBase(connexionPerdue(base.client, perdue));
    const depot = deposerDossier(responsable, { dossierId: id, versionsVues: vues }, JOUR_DEPOT);
    await expect(depot).rejects.toThrow("connexion perdue");
    const { pdfOctets, pdfCle } = await base.client.versionDeposee.findFirstOrThrow({ where: { dossierId: id } });
    expect(await stockage.taille(pdfCle)).toBe(pdfOctets);

    await ouvrirNouvelleVersion(responsable, id, JOUR_DEPOT);
    perdue.reste = 1;
    const joindre = ajouterPiece(responsable, { dossierId: id, nom: "a.pdf", octets: octetsPdf("a") }, JOUR_DEPOT);
    await expect(joindre).rejects.toThrow("connexion perdue");
    utiliserBase(base.client);
    const piece = await base.client.piece.findFirstOrThrow({ where: { dossierId: id, nomFichier: "a.pdf" } });
    expect(await stockage.taille(piece.cleStockage ?? "")).toBe(piece.octets);
  });

  test("la base muette après l’échec : dans le doute, le fichier reste", async () => {
    await joindreLesPieces();
    const fichiers = await versionsSurDisque();
    const vues = await versionsVues(responsable, id);
    utiliserBase(connexionPerdue(base.client, { reste: 2 }));
    await expect(deposerDossier(responsable, { dossierId: id, versionsVues: vues }, JOUR_DEPOT)).rejects.toThrow();
    utiliserBase(base.client);
    expect(await versionsSurDisque()).toHaveLength(fichiers.length + 1);
  });

  test("ce qui est figé ne nomme aucun autre dossier, même visible de qui dépose", async () => {
    await joindreLesPieces();
    await importer(responsable, { ...exemple("fpi-aura"), titre: "Projet voisin", acronyme: "VOISIN" });
    const verification = {
      justifications: { ...exemple("fpi-aura").justifications, COH_DOUBLON: "Les deux sont liés.", ...MOTIFS },
    };
    await remplirSection(responsable, id, "verification", verification, JOUR_DEPOT);
    expect((await chargerEspace(responsable, id))?.contexte.doublons[0]?.dossier).toBe("« VOISIN »");
    await deposer();
    const { verdicts, pdfCle } = await base.client.versionDeposee.findFirstOrThrow({ where: { dossierId: id } });
    expect(JSON.stringify(verdicts)).toContain("un autre dossier");
    expect(JSON.stringify(verdicts)).not.toContain("VOISIN");
    const pdf = new Uint8Array(await new Response(await stockage.lire(pdfCle)).arrayBuffer());
    const lu = await extraireDossier(pdf);
    expect(lu).toMatchObject({ ok: true });
    expect(lu.ok && lu.texte).not.toContain("VOISIN");
  });

  test("rouvert, il n’a plus de date de dépôt prévue, et une page restée ouverte ne la remet pas", async () => {
    await joindreLesPieces();
    await deposer();
    const avant = await chargerEspace(responsable, id);
    expect(avant?.fichier.dateDepot).toBe("2024-03-15");
    await ouvrirNouvelleVersion(responsable, id, JOUR_DEPOT);
    const espace = await chargerEspace(responsable, id);
    expect(espace?.fichier).not.toHaveProperty("dateDepot");
    expect(espace?.sections.identite.version).toBe((avant?.sections.identite.version ?? 0) + 1);
  });

  test("rouvert, modifié, déposé : deux versions, la première intacte", async () => {
    await joindreLesPieces();
    await deposer();
    const avant = await base.client.versionDeposee.findFirstOrThrow({ where: { dossierId: id, numero: 1 } });
    expect((await erreurDe(ouvrirNouvelleVersion(redacteur, id, JOUR_DEPOT))).code).toBe("interdit");
    await ouvrirNouvelleVersion(responsable, id, JOUR_DEPOT);
    const strategie = { projetEconomique: "Nouvelle stratégie.", egalite: "Oui.", alignement: [] };
    await remplirSection(redacteur, id, "strategie", strategie, JOUR_DEPOT);
    expect(await deposer()).toEqual({ numero: 2 });
    expect(await base.client.versionDeposee.findFirst({ where: { dossierId: id, numero: 1 } })).toEqual(avant);
    const pdf1 = await lirePdfVersion(responsable, id, 1);
    const octets = new Uint8Array(await new Response(pdf1?.flux).arrayBuffer());
    expect(await extraireDossier(octets)).toMatchObject({ sha256: avant.donneesSha256 });
  });

  test("en instruction, il ne se rouvre plus", async () => {
    await base.client.dossier.update({ where: { id }, data: { etat: "en_instruction" } });
    expect((await erreurDe(ouvrirNouvelleVersion(responsable, id, JOUR_DEPOT))).code).toBe("regle");
  });
});

describe("abandonner", () => {
  test("est définitif, réservé au responsable, et garde tout lisible", async () => {
    expect((await erreurDe(abandonnerDossier(redacteur, id, JOUR_DEPOT))).code).toBe("interdit");
    await abandonnerDossier(responsable, id, JOUR_DEPOT);
    const espace = await chargerEspace(redacteur, id);
    expect(espace).toMatchObject({ etat: "abandonne", droits: { modifier: false, abandonner: false } });
    expect((await erreurDe(abandonnerDossier(responsable, id, JOUR_DEPOT))).code).toBe("regle");
  });
});
