import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { lireBail } from "@/lib/server/session/bail";
import { DUREE_LIEN_MIN, demanderLien } from "@/lib/server/session/lien/demander-lien";
import { utiliserLien } from "@/lib/server/session/lien/utiliser-lien";
import { creerAgent, erreurDe, exemple, importer } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

const ADRESSE = vi.hoisted(() => "https://rigel.exemple.invalid");
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "s".repeat(32), NEXTAUTH_URL: ADRESSE } };
});

let base: BaseDeTest;
let dossierId: string;
const T0 = new Date("2026-11-21T08:00:00Z");
const apres = (minutes: number) => new Date(T0.getTime() + minutes * 60_000);
const partenaire = () => creerAgent(base.client, "partenaire", { dossierId, partenaire: "p1", prenom: "Sacha" });

beforeAll(async () => {
  base = await baseDeTest();
  dossierId = await importer(await creerAgent(base.client, "equipe_projet"), exemple("fpi-aura"));
});
afterAll(() => base.fermer());
beforeEach(async () => {
  await base.client.courriel.deleteMany();
  await base.client.limiteDebit.deleteMany();
});

const courriels = () => base.client.courriel.findMany();
const derniere = () => base.client.entreeJournal.findFirst({ orderBy: { id: "desc" } });

/** The token, as the recipient finds it in the mail. */
async function recevoir(email: string, retour?: string, maintenant = T0): Promise<string> {
  await demanderLien(email, retour, maintenant);
  const courriel = await base.client.courriel.findFirstOrThrow({
    where: { destinataire: email },
    orderBy: { creeLe: "desc" },
  });
  const adresse = /https:\S+/.exec(courriel.corps)?.[0] ?? "";
  expect(adresse.startsWith(`${ADRESSE}/connexion/lien?jeton=`)).toBe(true);
  await base.client.courriel.deleteMany();
  return new URL(adresse).searchParams.get("jeton") ?? "";
}

describe("demander un lien", () => {
  test("un contact partenaire reçoit une adresse à usage unique, dont la base n’a que l’empreinte", async () => {
    const { id, email } = await partenaire();
    const jeton = await recevoir(email, "/participation");
    expect(Buffer.from(jeton, "base64url")).toHaveLength(32);
    const liens = await base.client.lienConnexion.findMany({ where: { utilisateurId: id } });
    expect(liens).toMatchObject([
      {
        id: createHash("sha256").update(`lien:${jeton}`).digest("hex"),
        expireLe: apres(DUREE_LIEN_MIN),
        retour: "/participation",
      },
    ]);
    const entree = await derniere();
    expect(entree).toMatchObject({ action: "session.demander_lien", issue: "ok", acteurId: id });
    expect(JSON.stringify([entree?.objet, entree?.avant, entree?.apres])).not.toContain(jeton);
  });

  test.each<[string, string, () => Promise<string>]>([
    ["une adresse inconnue", "inconnu", async () => "personne@nulle-part.invalid"],
    ["un agent public", "sans_participation", async () => (await creerAgent(base.client, "region_academique")).email],
    [
      "un partenaire qui est aussi agent",
      "agent_proconnect",
      async () => {
        const { id, email } = await partenaire();
        await base.client.habilitation.create({
          data: { utilisateurId: id, role: "administrateur", debut: new Date("2026-01-01") },
        });
        return email;
      },
    ],
    [
      "un partenaire venu par ProConnect",
      "agent_proconnect",
      async () => {
        const { id, email } = await partenaire();
        await base.client.utilisateur.update({ where: { id }, data: { sub: `sub-${id}` } });
        return email;
      },
    ],
    [
      "un partenaire dont le droit est retiré",
      "sans_participation",
      async () => {
        const { id, email } = await partenaire();
        await base.client.habilitation.updateMany({ where: { utilisateurId: id }, data: { retireeLe: T0 } });
        return email;
      },
    ],
    [
      "un compte fermé",
      "compte_desactive",
      async () => {
        const { id, email } = await partenaire();
        await base.client.utilisateur.update({ where: { id }, data: { desactiveLe: T0 } });
        return email;
      },
    ],
  ])("%s ne reçoit rien, et le journal dit pourquoi sans l’adresse", async (_qui, motif, preparer) => {
    const email = await preparer();
    await demanderLien(email, null, T0);
    expect(await courriels()).toEqual([]);
    const entree = await derniere();
    expect(entree).toMatchObject({ action: "session.demander_lien", issue: "refus", objet: motif });
    expect(JSON.stringify([entree?.avant, entree?.apres])).not.toContain("@");
  });

  test("la page de retour reste dans le service", async () => {
    const { id, email } = await partenaire();
    await recevoir(email, "https://evil.example/");
    expect(await base.client.lienConnexion.findFirst({ where: { utilisateurId: id } })).toMatchObject({
      retour: "/espace",
    });
  });
});

describe("utiliser un lien", () => {
  const refus = async (jeton: string, motif: string, maintenant = T0) => {
    const avant = await base.client.session.count();
    expect((await erreurDe(utiliserLien(jeton, null, maintenant))).code).toBe("interdit");
    expect(await base.client.session.count()).toBe(avant);
    expect(await derniere()).toMatchObject({ action: "session.ouvrir_lien", issue: "refus", objet: motif });
  };

  test("ouvre une session, une fois, et ramène où la personne allait", async () => {
    const { id, email } = await partenaire();
    const jeton = await recevoir(email, "/participation");
    const ouverte = await utiliserLien(jeton, "Firefox sur Windows", apres(1));
    expect(ouverte.retour).toBe("/participation");
    expect(await lireBail(ouverte.jeton, apres(1))).toMatchObject({ id, habilitations: [{ role: "partenaire" }] });
    expect(await base.client.session.findFirst({ where: { utilisateurId: id } })).toMatchObject({
      methode: "lien",
      appareil: "Firefox sur Windows",
    });
    expect(await derniere()).toMatchObject({ action: "session.ouvrir_lien", issue: "ok", acteurId: id });
    await refus(jeton, "deja_utilise", apres(2));
  });

  test("ce que le compte reçoit depuis n’entre pas dans une session ouverte par un lien", async () => {
    const { id, email } = await partenaire();
    const { jeton } = await utiliserLien(await recevoir(email), null, T0);
    await base.client.habilitation.createMany({
      data: (["administrateur", "equipe_projet"] as const).map((role) => ({
        ...{ utilisateurId: id, role, debut: new Date("2026-01-01") },
      })),
    });
    const agent = await lireBail(jeton, apres(1));
    expect(agent?.methode).toBe("lien");
    expect(agent?.habilitations.map((h) => h.role)).toEqual(["partenaire"]);
    await base.client.session.updateMany({ where: { utilisateurId: id }, data: { methode: "proconnect" } });
    expect((await lireBail(jeton, apres(1)))?.habilitations).toHaveLength(3);
  });

  test("de vingt personnes qui l’envoient en même temps, une seule entre", async () => {
    const { email } = await partenaire();
    const jeton = await recevoir(email);
    const issues = await Promise.allSettled(Array.from({ length: 20 }, () => utiliserLien(jeton, null, T0)));
    expect(issues.filter((i) => i.status === "fulfilled")).toHaveLength(1);
  });

  test("un quart d’heure après, c’est fini ; une seconde avant, non", async () => {
    const { email } = await partenaire();
    await refus(await recevoir(email), "expire", apres(DUREE_LIEN_MIN));
    const jeton = await recevoir(email);
    expect((await utiliserLien(jeton, null, new Date(apres(DUREE_LIEN_MIN).getTime() - 1_000))).jeton).not.toBe("");
  });

  test("inventé, tronqué ou vide, il n’ouvre rien", async () => {
    const { email } = await partenaire();
    const jeton = await recevoir(email);
    for (const faux of ["invente", jeton.slice(0, -1), `${jeton}a`, ""]) await refus(faux, "inconnu");
  });

  test("les autres liens demandés entre-temps ne servent plus", async () => {
    const { email } = await partenaire();
    const [premier, second] = [await recevoir(email), await recevoir(email)];
    await utiliserLien(second, null, apres(1));
    await refus(premier, "expire", apres(2));
  });

  test("le compte lié à ProConnect depuis l’envoi ferme la porte", async () => {
    const { id, email } = await partenaire();
    const jeton = await recevoir(email);
    await base.client.utilisateur.update({ where: { id }, data: { sub: `sub-${id}` } });
    await refus(jeton, "agent_proconnect");
  });

  test("le droit retiré depuis l’envoi ferme la porte", async () => {
    const { id, email } = await partenaire();
    const jeton = await recevoir(email);
    await base.client.habilitation.updateMany({ where: { utilisateurId: id }, data: { retireeLe: T0 } });
    await refus(jeton, "sans_participation");
  });
});
