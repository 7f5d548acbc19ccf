import net from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { nouvelleCle } from "@/lib/integrations/stockage";
import { transaction } from "@/lib/server/base";
import { deposerCourriel } from "@/lib/server/courriels/deposer-courriel";
import { CORPS_EFFACE, effacerLiensEteints, REPRISES_MIN } from "@/lib/server/courriels/effacer-liens";
import { expedierCourriels } from "@/lib/server/courriels/expedier-courriels";
import { lireCourriel, renvoyerCourriel } from "@/lib/server/courriels/gerer-courriels";
import { lirePieceCourriel } from "@/lib/server/courriels/lire-piece-courriel";
import { creerAgent, erreurDe, exemple, importer } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/** Through a real SMTP conversation on a local port. */

const reglages = vi.hoisted(() => ({ SMTP_URL: undefined as string | undefined }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return {
    env: {
      ...env,
      RIGEL_EXPEDITEUR: "Rigel <ne-pas-repondre@rigel.exemple.invalid>",
      get SMTP_URL() {
        return reglages.SMTP_URL;
      },
    },
  };
});

let base: BaseDeTest;
let serveur: net.Server;
let recus: string[] = [];
let refuser = false;
const T0 = new Date("2026-11-21T08:00:00Z");
const apres = (minutes: number) => new Date(T0.getTime() + minutes * 60_000);

/** The little of SMTP that a client needs. */
function converser(prise: net.Socket): void {
  let corps: string | null = null;
  const dire = (ligne: string) => prise.write(`${ligne}\r\n`);
  dire("220 essai");
  prise.on("error", () => undefined);
  prise.on("data", (octets) => {
    const texte = octets.toString();
    if (corps !== null) {
      corps += texte;
      if (!corps.endsWith("\r\n.\r\n")) return;
      recus.push(corps);
      corps = null;
      return dire("250 pris");
    }
    if (/^(EHLO|HELO)/i.test(texte)) return dire("250 essai");
    if (/^RCPT/i.test(texte)) return dire(refuser ? "550 <qui@nulle-part.invalid> inconnu" : "250 ok");
    if (/^DATA/i.test(texte)) {
      corps = "";
      return dire("354 allez");
    }
    if (/^QUIT/i.test(texte)) return prise.end("221 au revoir\r\n");
    return dire("250 ok");
  });
}

beforeAll(async () => {
  base = await baseDeTest();
  serveur = net.createServer(converser);
  await new Promise<void>((pret) => serveur.listen(0, "127.0.0.1", pret));
  reglages.SMTP_URL = `smtp://127.0.0.1:${(serveur.address() as net.AddressInfo).port}?ignoreTLS=true`;
});
afterAll(async () => {
  serveur.close();
  await base.fermer();
});
beforeEach(async () => {
  recus = [];
  refuser = false;
  await base.client.courriel.deleteMany();
});

const deposer = (genre: "habilitation" | "lien_connexion", objet = "Votre accès à Rigel") =>
  transaction(async (tx) => {
    const id = await deposerCourriel(tx, {
      destinataire: " Alex@Exemple.invalid ",
      objet,
      corps: "Bonjour,\n\nVotre accès est ouvert : https://rigel.exemple.invalid/espace",
      ...(genre === "habilitation" ? { genre } : { genre, lien: "empreinte" }),
    });
    await tx.courriel.update({ where: { id }, data: { creeLe: T0 } });
    return id;
  });
const lire = (id: string) => base.client.courriel.findUniqueOrThrow({ where: { id } });

test("sans serveur de courrier, rien ne part et rien ne se perd", async () => {
  const adresse = reglages.SMTP_URL;
  reglages.SMTP_URL = undefined;
  const id = await deposer("habilitation");
  expect(await expedierCourriels(T0)).toEqual({ envoyes: 0, echecs: 0 });
  expect(await lire(id)).toMatchObject({ envoyeLe: null, essais: 0, erreur: null });
  reglages.SMTP_URL = adresse;
});

test("un courriel annulé avec sa transaction n’existe pas", async () => {
  await expect(
    transaction(async (tx) => {
      await deposerCourriel(tx, { destinataire: "a@b.invalid", objet: "o", corps: "c", genre: "compte" });
      throw new Error("panne");
    }),
  ).rejects.toThrow("panne");
  expect(await base.client.courriel.count()).toBe(0);
});

test("part une seule fois, même si plusieurs expéditions courent à la fois", async () => {
  const id = await deposer("habilitation");
  await Promise.all([expedierCourriels(T0), expedierCourriels(T0), expedierCourriels(T0)]);
  await expedierCourriels(apres(10));
  expect(recus).toHaveLength(1);
  expect(recus[0]).toMatch(/^To: .*alex@exemple\.invalid/im);
  expect(recus[0]).toMatch(new RegExp(`^Message-ID: <${id}@rigel\\.exemple\\.invalid>`, "im"));
  expect(await lire(id)).toMatchObject({ envoyeLe: T0, essais: 1, erreur: null });
});

test("un objet sur plusieurs lignes n’ajoute pas d’en-tête", async () => {
  await deposer("habilitation", "Accès\r\nBcc: tout-le-monde@exemple.invalid");
  await expedierCourriels(T0);
  expect(recus[0]).not.toMatch(/^Bcc:/im);
});

test("un lien qui ouvre une session ne reste pas dans la table une fois parti", async () => {
  const [secret, ordinaire] = [await deposer("lien_connexion"), await deposer("habilitation")];
  await expedierCourriels(T0);
  expect((await lire(secret)).corps).toBe(CORPS_EFFACE);
  expect((await lire(ordinaire)).corps).toContain("https://");
});

test("le lien d’un courriel qui ne part jamais s’efface après le dernier essai ; un courriel ordinaire reste", async () => {
  refuser = true;
  const [secret, ordinaire] = [await deposer("lien_connexion"), await deposer("habilitation")];
  for (const minutes of REPRISES_MIN.slice(0, -1)) await expedierCourriels(apres(minutes));
  expect((await lire(secret)).corps).toContain("https://");
  await expedierCourriels(apres(REPRISES_MIN.at(-1) ?? 0));
  expect(await lire(secret)).toMatchObject({ corps: CORPS_EFFACE, lien: null, envoyeLe: null });
  expect((await lire(ordinaire)).corps).toContain("https://");
});

test("un lien éteint s’efface d’un courriel en attente, qui ne part plus ; un lien vivant reste", async () => {
  const compte = await creerAgent(base.client, "operateur");
  const lier = async (expireLe: Date, utiliseLe: Date | null = null) => {
    const lien = `lien-${expireLe.getTime()}-${utiliseLe === null}`;
    await base.client.lienConnexion.create({
      data: { id: lien, utilisateurId: compte.id, creeLe: T0, expireLe, utiliseLe },
    });
    const id = await deposer("lien_connexion");
    await base.client.courriel.update({ where: { id }, data: { lien } });
    return id;
  };
  const [vivant, expire, utilise] = [await lier(apres(15)), await lier(apres(1)), await lier(apres(20), T0)];
  expect(await transaction((tx) => effacerLiensEteints(tx, apres(2)))).toBe(2);
  expect((await lire(vivant)).corps).toContain("https://");
  for (const id of [expire, utilise])
    expect(await lire(id)).toMatchObject({ corps: CORPS_EFFACE, lien: null, erreur: "Lien éteint avant l’envoi" });
  await expedierCourriels(apres(3));
  expect(recus).toHaveLength(1);
});

test("refusé, il est repris plus tard, de plus en plus loin, et dit pourquoi sans l’adresse", async () => {
  refuser = true;
  const id = await deposer("habilitation");
  expect(await expedierCourriels(T0)).toEqual({ envoyes: 0, echecs: 1 });
  const refuse = await lire(id);
  expect(refuse).toMatchObject({ envoyeLe: null, essais: 1 });
  expect(refuse.erreur).toContain("550");
  expect(refuse.erreur).not.toContain("nulle-part");
  expect(await expedierCourriels(new Date(T0.getTime() + 30_000))).toEqual({ envoyes: 0, echecs: 0 });
  refuser = false;
  expect(await expedierCourriels(apres(1))).toEqual({ envoyes: 1, echecs: 0 });
});

test("un serveur qui ne répond plus laisse le courriel en attente, puis cesse d’être sollicité", async () => {
  const id = await deposer("habilitation");
  refuser = true;
  for (let jour = 0; jour < 20; jour++) await expedierCourriels(apres(jour * 1_440));
  expect(await lire(id)).toMatchObject({ envoyeLe: null, essais: 9 });
});

describe("le courriel d’une lettre d’engagement", () => {
  const lettre = async (): Promise<{ courrielId: string; lettreId: string }> => {
    const redacteur = await creerAgent(base.client, "equipe_projet");
    const dossierId = await importer(redacteur, exemple("fpi-aura"));
    const cle = nouvelleCle("pieces");
    const { id: lettreId } = await base.client.lettreEngagement.create({
      data: {
        ...{ dossierId, partenaire: "region", nomPartenaire: "Région", numero: 1, montant: 100n, prepareeLe: T0 },
        ...{ prepareeParId: redacteur.id, pdfCle: cle, pdfOctets: 1, pdfSha256: "0".repeat(64) },
      },
    });
    const courrielId = await transaction(async (tx) => {
      const corps = "Région, 9 500 000,00 €";
      const piece = { nom: "lettre.pdf", cle };
      const id = await deposerCourriel(tx, { destinataire: "a@b.invalid", objet: "o", corps, genre: "lettre", piece });
      await tx.courriel.update({ where: { id }, data: { creeLe: T0 } });
      return id;
    });
    return { courrielId, lettreId };
  };
  const retirer = (id: string) =>
    base.client.lettreEngagement.update({ where: { id }, data: { retireeLe: T0, motifRetrait: "Erreur" } });

  test("retirée, elle ne part plus : ni au passage suivant, ni renvoyée par un administrateur", async () => {
    const admin = await creerAgent(base.client, "administrateur");
    const { courrielId, lettreId } = await lettre();
    await retirer(lettreId);
    expect(await expedierCourriels(T0)).toEqual({ envoyes: 0, echecs: 0 });
    expect(await lire(courrielId)).toMatchObject({ essais: 9, erreur: "Lettre retirée avant l’envoi", envoyeLe: null });
    expect(await erreurDe(renvoyerCourriel(admin, { courrielId }))).toMatchObject({ code: "regle" });
    expect(recus).toEqual([]);
  });

  test("son texte ne se lit que là où un administrateur doit le transmettre", async () => {
    const admin = await creerAgent(base.client, "administrateur");
    const { courrielId } = await lettre();
    expect((await lireCourriel(admin, courrielId))?.corps).toBeNull();
    const adresse = reglages.SMTP_URL;
    reglages.SMTP_URL = undefined;
    expect((await lireCourriel(admin, courrielId))?.corps).toContain("Région");
    await base.client.courriel.update({ where: { id: courrielId }, data: { envoyeLe: T0 } });
    expect((await lireCourriel(admin, courrielId))?.corps).toBeNull();
    reglages.SMTP_URL = adresse;
  });

  test("son fichier ne se lit que sans serveur de courrier, et plus une fois parti ou retiré", async () => {
    const admin = await creerAgent(base.client, "administrateur");
    const { courrielId, lettreId } = await lettre();
    const lue = () => lirePieceCourriel(admin, courrielId);
    expect((await erreurDe(lue())).code).toBe("interdit");
    expect(await lireCourriel(admin, courrielId)).toMatchObject({ pieceLisible: false });
    const adresse = reglages.SMTP_URL;
    reglages.SMTP_URL = undefined;
    // Named by the base, not in the store of this test: asked for, nothing is refused.
    expect(await lue()).toBeNull();
    expect(await lireCourriel(admin, courrielId)).toMatchObject({ pieceLisible: true });
    await retirer(lettreId);
    expect((await erreurDe(lue())).code).toBe("regle");
    await base.client.courriel.update({ where: { id: courrielId }, data: { envoyeLe: T0 } });
    expect((await erreurDe(lue())).code).toBe("interdit");
    reglages.SMTP_URL = adresse;
  });
});
