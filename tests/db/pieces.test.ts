import { mkdtempSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import { stockage } from "@/lib/integrations/stockage";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { listerRouverts } from "@/lib/server/dossiers/versions-seules";
import type { Agent } from "@/lib/server/droits";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";
import { lirePiece } from "@/lib/server/pieces/lire-piece";
import { modifierPiece } from "@/lib/server/pieces/modifier-piece";
import { remettrePiece } from "@/lib/server/pieces/remettre-piece";
import { retirerPiece } from "@/lib/server/pieces/retirer-piece";
import { odt } from "@/tests/fixtures/fichiers/zip";
import { creerAgent, erreurDe, exemple, importer, inviter, JOUR_DEPOT, octetsPdf } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

const donnees = vi.hoisted(() => ({ dossier: "" }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  donnees.dossier = mkdtempSync("/tmp/rigel-pieces-");
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: donnees.dossier } };
});

let base: BaseDeTest;
let redacteur: Agent;
let lecteur: Agent;
let etranger: Agent;
let dossierId: string;

beforeAll(async () => {
  base = await baseDeTest();
  redacteur = await creerAgent(base.client, "equipe_projet");
  lecteur = await creerAgent(base.client, "equipe_projet");
  etranger = await creerAgent(base.client, "equipe_projet");
});
afterAll(() => base.fermer());
beforeEach(async () => {
  dossierId = await importer(redacteur, exemple("amorcage-martinique"));
  await inviter(base.client, dossierId, lecteur, "lecteur");
});

const fichiers = () =>
  readdirSync(path.join(donnees.dossier, "fichiers"), { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile())
    .map((f) => f.name);
const ajouter = (suite: Partial<Parameters<typeof ajouterPiece>[1]> = {}, agent = redacteur) =>
  ajouterPiece(agent, { dossierId, nom: "délibération.pdf", octets: octetsPdf(), ...suite }, JOUR_DEPOT);
const texteDe = async (agent: Agent, id: string) => {
  const piece = await lirePiece(agent, id);
  return piece && new Response(piece.flux).text();
};

describe("ce qui a été déposé", () => {
  /** Two pieces, of which a filed version names the first; then the team re-opens its dossier. */
  const rouvrir = async () => {
    const { id: deposee } = await ajouter();
    const { id: brouillon } = await ajouter({ nom: "brouillon.pdf", octets: octetsPdf("brouillon") });
    const sha = "0".repeat(64);
    await base.client.versionDeposee.create({
      data: {
        ...{ dossierId, numero: 1, deposeeLe: JOUR_DEPOT, deposeeParId: redacteur.id, regime: "CMA-DIAG" },
        ...{ regimeNumero: 1, donnees: { titre: "Déposé" }, verdicts: { constats: [] }, pdfCle: "x", pdfOctets: 1 },
        ...{ pdfSha256: sha, donneesSha256: sha, pieces: [{ id: deposee, nom: "délibération.pdf", octets: 9 }] },
      },
    });
    return { deposee, brouillon };
  };

  test.each(["evaluateur_sgpi", "conseil_regional"] as const)(
    "%s lit encore les pièces déposées d’un dossier rouvert, et aucune autre",
    async (role) => {
      const { regionAcademique } = await base.client.dossier.findUniqueOrThrow({ where: { id: dossierId } });
      const relecteur = await creerAgent(base.client, role, { regionAcademique });
      const { deposee, brouillon } = await rouvrir();
      expect(await texteDe(relecteur, deposee)).toContain("%PDF");
      expect(await texteDe(relecteur, brouillon)).toBeNull();
      const { dossiers } = await listerRouverts(relecteur, 1, dossierId);
      expect(dossiers[0]?.versions[0]?.pieces).toEqual([{ id: deposee, nom: "délibération.pdf", octets: 9 }]);
      // Taken out of the draft since: what was filed is still there.
      await retirerPiece(redacteur, { dossierId, pieceId: deposee }, JOUR_DEPOT);
      expect(await texteDe(relecteur, deposee)).toContain("%PDF");
      for (const autre of [etranger, await creerAgent(base.client, "operateur")])
        expect(await texteDe(autre, deposee)).toBeNull();
    },
  );

  test("un conseil d’une autre région n’en lit rien", async () => {
    const ailleurs = await creerAgent(base.client, "conseil_regional", { regionAcademique: "93" });
    const { deposee } = await rouvrir();
    expect(await texteDe(ailleurs, deposee)).toBeNull();
  });
});

describe("joindre une pièce", () => {
  test("garde le fichier, son empreinte, son type ; la section avance et les verdicts suivent", async () => {
    const { id } = await ajouter({ type: "validation_region", date: "20/11/2023" });
    const espace = await chargerEspace(lecteur, dossierId);
    expect(espace?.pieces).toMatchObject([
      {
        id,
        type: "validation_region",
        date: "2023-11-20",
        fichier: { nom: "délibération.pdf", typeMime: "application/pdf", octets: octetsPdf().byteLength },
        deposeePar: redacteur.nom,
      },
    ]);
    expect(espace?.fichier.pieces).toEqual([{ type: "validation_region", date: "2023-11-20" }]);
    expect(espace?.sections.pieces.version).toBe(1);
    expect(await texteDe(lecteur, id)).toBe(new TextDecoder().decode(octetsPdf()));
  });

  test("la clé de stockage ne doit rien au nom donné", async () => {
    const { id } = await ajouter({ nom: "../../etc/passwd.pdf" });
    const piece = await base.client.piece.findUniqueOrThrow({ where: { id } });
    expect(piece.nomFichier).toBe("passwd.pdf");
    expect(piece.cleStockage).toMatch(/^pieces\/[0-9a-f]{2}\/[0-9a-f-]{36}$/);
  });

  test("un nom trompeur est remis à l’endroit", async () => {
    const { id } = await ajouter({ nom: "fac\u202Efdp.pdf" });
    expect((await base.client.piece.findUniqueOrThrow({ where: { id } })).nomFichier).toBe("facfdp.pdf");
  });

  test("complète une pièce déclarée sans fichier, une seule fois", async () => {
    dossierId = await importer(redacteur, exemple("fpi-aura"));
    const declaree = await base.client.piece.findFirstOrThrow({ where: { dossierId, type: "strategie_recteur" } });
    expect(await ajouter({ pieceId: declaree.id })).toEqual({ id: declaree.id });
    const piece = await base.client.piece.findUniqueOrThrow({ where: { id: declaree.id } });
    expect(piece).toMatchObject({ type: "strategie_recteur", date: declaree.date, nomFichier: "délibération.pdf" });
    expect((await erreurDe(ajouter({ pieceId: declaree.id }))).code).toBe("regle");
  });

  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );

  test.each([
    ["un fichier vide", "vide.pdf", new Uint8Array(), "« vide.pdf » est vide."],
    ["un programme", "outil.pdf", Buffer.from("MZ\u0090\u0000\u0003\u0000\u0000\u0000", "latin1"), "n’est pas accepté"],
    ["du HTML nommé PDF", "page.pdf", Buffer.from("<html><script>1</script></html>"), "n’est pas accepté"],
    ["une image nommée PDF", "photo.pdf", png, "au format PNG"],
    ["un PDF nommé Word", "rapport.docx", octetsPdf(), "au format PDF"],
    ["un classeur à macros", "tableau.xlsm", octetsPdf(), "macros"],
    [
      "un document qui porte du code",
      "note.odt",
      odt({ nom: "Basic/Standard/Module1.xml", contenu: "<m/>" }),
      "du code",
    ],
    ["un nom sans extension", "rapport", octetsPdf(), "au format PDF"],
  ])("refuse %s, en une phrase, sans rien laisser", async (_, nom, octets, phrase) => {
    const avant = fichiers();
    const { code, fields } = await erreurDe(ajouter({ nom, octets }));
    expect(code).toBe("saisie");
    expect(fields?.fichier).toContain(phrase);
    expect(fichiers()).toEqual(avant);
    expect(await base.client.piece.count({ where: { dossierId } })).toBe(0);
  });

  test.each([
    ["note.odt", odt(), "application/vnd.oasis.opendocument.text"],
    ["PHOTO.PNG", png, "image/png"],
  ])("accepte %s", async (nom, octets, typeMime) => {
    const { id } = await ajouter({ nom, octets });
    expect((await base.client.piece.findUniqueOrThrow({ where: { id } })).typeMime).toBe(typeMime);
  });

  test("au-delà de la limite, l’envoi s’arrête en route", async () => {
    let envoyes = 0;
    async function* trop() {
      yield octetsPdf();
      for (; envoyes < 100; envoyes++) yield new Uint8Array(1_000_000);
    }
    const avant = fichiers();
    expect((await erreurDe(ajouter({ octets: trop() }))).code).toBe("trop_lourd");
    expect(envoyes).toBeLessThanOrEqual(Math.ceil(PIECE_OCTETS_MAX / 1_000_000));
    expect(fichiers()).toEqual(avant);
  });

  test("200 Mo annoncés nulle part : refusés à la limite, le disque est rendu", async () => {
    let envoyes = 0;
    const corps = new ReadableStream<Uint8Array>({
      start: (c) =>
        c.enqueue(
          Buffer.from('--b\r\nContent-Disposition: form-data; name="fichier"; filename="a.pdf"\r\n\r\n%PDF-1.7\n'),
        ),
      pull: (c) => {
        if (envoyes >= 200) return c.close();
        envoyes += 1;
        c.enqueue(new Uint8Array(1_000_000));
      },
    });
    const requete = new Request("http://rigel.test/", {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=b" },
      body: corps,
      duplex: "half",
    } as RequestInit);
    const avant = fichiers();
    const refus = await erreurDe(
      lireEnvoi(requete, (champs, nom, octets) =>
        ajouterPiece(redacteur, { ...champs, dossierId, nom, octets }, JOUR_DEPOT),
      ),
    );
    expect(refus.code).toBe("trop_lourd");
    expect(refus.message).toContain("« a.pdf » dépasse la limite");
    // Some more is let through so that the answer reaches the person, never all of it.
    expect(envoyes).toBeLessThan(60);
    expect(fichiers()).toEqual(avant);
  });

  test("une panne du stockage ne laisse ni ligne ni fichier", async () => {
    const avant = fichiers();
    const panne = vi.spyOn(stockage, "prendre").mockRejectedValueOnce(new Error("disque plein"));
    await expect(ajouter()).rejects.toThrow("disque plein");
    panne.mockRestore();
    expect(fichiers()).toEqual(avant);
    expect(await base.client.piece.count({ where: { dossierId } })).toBe(0);
  });

  test("sans le droit, aucun octet n’est reçu", async () => {
    let lus = 0;
    async function* octets() {
      lus += 1;
      yield octetsPdf();
    }
    expect((await erreurDe(ajouter({ octets: octets() }, lecteur))).code).toBe("interdit");
    expect((await erreurDe(ajouter({ octets: octets() }, etranger))).code).toBe("introuvable");
    expect(lus).toBe(0);
  });
});

describe("modifier, retirer, remettre, lire", () => {
  test("la date et le type se corrigent ; sans changement rien ne s’inscrit", async () => {
    const { id: pieceId } = await ajouter({ type: "annexe" });
    await modifierPiece(redacteur, { dossierId, pieceId, type: "autre", date: "2024-01-02" }, JOUR_DEPOT);
    const inscrites = () => base.client.entreeJournal.findMany({ where: { dossierId, action: "piece.modifier" } });
    expect(await inscrites()).toMatchObject([
      { avant: { type: "annexe", date: null }, apres: { type: "autre", date: "2024-01-02" } },
    ]);
    await modifierPiece(redacteur, { dossierId, pieceId, type: "autre", date: "2024-01-02" }, JOUR_DEPOT);
    expect(await inscrites()).toHaveLength(1);
  });

  test("retirée elle disparaît du dossier et du téléchargement ; remise elle revient à sa place", async () => {
    const { id: pieceId } = await ajouter({ type: "annexe" });
    await ajouter({ type: "autre" });
    await retirerPiece(redacteur, { dossierId, pieceId }, JOUR_DEPOT);
    expect((await chargerEspace(redacteur, dossierId))?.pieces.map((p) => p.type)).toEqual(["autre"]);
    expect(await texteDe(redacteur, pieceId)).toBeNull();
    expect((await erreurDe(retirerPiece(redacteur, { dossierId, pieceId }, JOUR_DEPOT))).code).toBe("introuvable");
    await remettrePiece(redacteur, { dossierId, pieceId }, JOUR_DEPOT);
    expect((await chargerEspace(redacteur, dossierId))?.pieces.map((p) => p.type)).toEqual(["annexe", "autre"]);
    expect(await texteDe(redacteur, pieceId)).not.toBeNull();
  });

  test("retirée, elle reste lisible si une version déposée la cite", async () => {
    const { id } = await ajouter();
    await base.client.versionDeposee.create({
      data: {
        dossierId,
        numero: 1,
        deposeeLe: JOUR_DEPOT,
        deposeeParId: redacteur.id,
        regime: "ATCF-AMORCAGE",
        regimeNumero: 1,
        donnees: {},
        verdicts: { constats: [] },
        pieces: [{ id, nom: "délibération.pdf" }],
        pdfCle: "x",
        pdfOctets: 1,
        pdfSha256: "0".repeat(64),
        donneesSha256: "0".repeat(64),
      },
    });
    await retirerPiece(redacteur, { dossierId, pieceId: id }, JOUR_DEPOT);
    expect(await texteDe(lecteur, id)).not.toBeNull();
  });

  test("la pièce d’un autre dossier n’existe pas ici", async () => {
    const { id: pieceId } = await ajouter();
    const autre = await importer(redacteur, exemple("brouillon-minimal"));
    const demande = { dossierId: autre, pieceId };
    expect((await erreurDe(retirerPiece(redacteur, demande, JOUR_DEPOT))).code).toBe("introuvable");
    expect((await erreurDe(modifierPiece(redacteur, { ...demande, type: null, date: null }, JOUR_DEPOT))).code).toBe(
      "introuvable",
    );
    expect(await texteDe(etranger, pieceId)).toBeNull();
    expect(await texteDe(redacteur, "pas-un-uuid")).toBeNull();
  });
});

describe("l’envoi d’un formulaire", () => {
  const envoi = (remplir: (f: FormData) => void) => {
    const corps = new FormData();
    remplir(corps);
    return new Request("http://rigel.test/", { method: "POST", body: corps });
  };
  const lire = (requete: Request) =>
    lireEnvoi(requete, async (champs, nom, octets) => {
      const morceaux: Uint8Array[] = [];
      for await (const m of octets) morceaux.push(m);
      return { champs, nom, octets: Buffer.concat(morceaux).toString() };
    });

  test("rend les champs, le nom avec ses accents, les octets", async () => {
    const requete = envoi((f) => {
      f.set("type", "annexe");
      f.set("inconnu", "x");
      f.set("fichier", new File(["contenu"], "délibération n° 3.pdf"));
    });
    expect(await lire(requete)).toEqual({
      champs: { type: "annexe" },
      nom: "délibération n° 3.pdf",
      octets: "contenu",
    });
  });

  test.each([
    ["sans fichier", envoi((f) => f.set("type", "annexe"))],
    ["sans rien", new Request("http://rigel.test/", { method: "POST" })],
    ["dans un autre format", new Request("http://rigel.test/", { method: "POST", body: "a=b" })],
    [
      "coupé en route",
      new Request("http://rigel.test/", {
        method: "POST",
        headers: { "content-type": "multipart/form-data; boundary=b" },
        body: '--b\r\nContent-Disposition: form-data; name="fichier"; filename="a.pdf"\r\n\r\ncoup',
      }),
    ],
  ])("refuse un envoi %s", async (_, requete) => {
    expect((await erreurDe(lire(requete))).code).toBe("saisie");
  });

  test("refuse d’après la longueur annoncée, sans rien lire", async () => {
    const requete = new Request("http://rigel.test/", {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=b", "content-length": "99000000" },
      body: "x",
    });
    expect((await erreurDe(lire(requete))).code).toBe("trop_lourd");
  });

  test("un refus pendant la réception arrive, même si l’envoi continue", async () => {
    const requete = envoi((f) => f.set("fichier", new File(["x".repeat(3_000_000)], "a.pdf")));
    const refus = lireEnvoi(requete, async (_champs, _nom, octets) => {
      for await (const _ of octets) throw new Error("refusé");
    });
    await expect(refus).rejects.toThrow("refusé");
  });
});
