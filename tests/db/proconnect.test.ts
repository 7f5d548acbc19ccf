import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Proconnect } from "@/lib/env";
import { fermerBail, lireBail, ouvrirBail } from "@/lib/server/session/bail";
import { emetteurProConnect, oublierEmetteur } from "@/lib/server/session/proconnect/emetteur";
import { partirVersProConnect, revenirDeProConnect } from "@/lib/server/session/proconnect/parcours";
import { sortirDeProConnect } from "@/lib/server/session/proconnect/sortie";
import { demarrerFournisseur } from "../outils/proconnect/demarrer";
import { type BaseDeTest, baseDeTest } from "./outils";

/** Over HTTP, against the provider's own process: nothing between next-auth and the network is replaced. */

const SERVICE = vi.hoisted(() => "http://localhost:3999");
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "s".repeat(32), NEXTAUTH_URL: SERVICE, RIGEL_PROXY_DE_CONFIANCE: 0 } };
});

let base: BaseDeTest;
let fournisseur: Awaited<ReturnType<typeof demarrerFournisseur>>;
let pc: Proconnect;
const APPAREIL = "Firefox sur Linux";

beforeAll(async () => {
  // Read by next-auth itself.
  process.env.NEXTAUTH_URL = SERVICE;
  base = await baseDeTest();
  fournisseur = await demarrerFournisseur(SERVICE);
});
afterAll(async () => {
  fournisseur.arreter();
  await base.fermer();
});
beforeEach(async () => {
  pc = { issuer: fournisseur.issuer, clientId: "rigel-essai", clientSecret: "secret-d-essai", acr: [], mfa: false };
  await fournisseur.remettre();
  oublierEmetteur();
  await base.client.limiteDebit.deleteMany();
});

type Cookies = Record<string, string>;

/** What a browser does of Set-Cookie headers. */
function garder(cookies: Cookies, setCookies: readonly string[]): Cookies {
  const gardes = { ...cookies };
  for (const ligne of setCookies) {
    const [, nom = "", valeur = ""] = /^([^=]+)=([^;]*)/.exec(ligne) ?? [];
    if (/Max-Age=0/i.test(ligne)) delete gardes[nom];
    else gardes[nom] = decodeURIComponent(valeur);
  }
  return gardes;
}

async function partir(retour = "/espace") {
  const { vers, setCookies, motif } = await partirVersProConnect(pc, retour, { https: false, cookies: {} });
  return { vers, motif, cookies: garder({}, setCookies), setCookies };
}

/** The provider's own redirection, as the browser would follow it. */
async function autoriser(adresse: string): Promise<Record<string, string>> {
  const reponse = await fetch(adresse, { redirect: "manual" });
  const vers = reponse.headers.get("location");
  if (vers === null) throw new Error(`${reponse.status} ${await reponse.text()}`);
  expect(vers.startsWith(`${SERVICE}/api/auth/callback/proconnect?`)).toBe(true);
  return Object.fromEntries(new URL(vers).searchParams);
}

const revenir = (query: Record<string, string>, cookies: Cookies, maintenant = new Date()) =>
  revenirDeProConnect(pc, query, { https: false, cookies }, APPAREIL, maintenant);

/** From the button to the answer. */
async function parcourir(compte: string, options: { panne?: string; changements?: object; retour?: string } = {}) {
  await fournisseur.regler({ compte, panne: options.panne ?? null, changements: { ...options.changements } });
  const depart = await partir(options.retour);
  if (depart.motif !== undefined) return { ...depart, setCookies: [] as string[] };
  return revenir(await autoriser(depart.vers), depart.cookies);
}

async function personneDe(setCookies: readonly string[]) {
  const { decode } = await import("next-auth/jwt");
  const cookie = garder({}, setCookies)["rigel-session"];
  const lu = cookie === undefined ? null : await decode({ token: cookie, secret: "s".repeat(32) });
  return typeof lu?.jeton === "string" ? { jeton: lu.jeton, agent: await lireBail(lu.jeton, new Date()) } : null;
}

const derniere = () => base.client.entreeJournal.findFirst({ orderBy: { id: "desc" } });
const sessions = () => base.client.session.count();

describe("la demande d’autorisation", () => {
  test("ne porte que ce que ProConnect connaît, avec PKCE, state et nonce longs", async () => {
    const { vers } = await partir("/dossiers?tri=titre");
    const p = Object.fromEntries(new URL(vers).searchParams);
    expect(Object.keys(p).sort()).toEqual([
      "client_id",
      "code_challenge",
      "code_challenge_method",
      "nonce",
      "redirect_uri",
      "response_type",
      "scope",
      "state",
    ]);
    expect(p.code_challenge_method).toBe("S256");
    expect(p.state?.length).toBeGreaterThanOrEqual(32);
    expect(p.nonce?.length).toBeGreaterThanOrEqual(32);
    expect(p.redirect_uri).toBe(`${SERVICE}/api/auth/callback/proconnect`);
    expect((await fetch(vers)).status).toBe(200);
  });

  test("demande le niveau et les facteurs quand les réglages les exigent", async () => {
    pc = { ...pc, acr: ["eidas2", "eidas3"], mfa: true };
    const p = new URL((await partir()).vers).searchParams;
    expect(p.get("acr_values")).toBe("eidas2 eidas3");
    expect(JSON.parse(p.get("claims") ?? "")).toEqual({
      id_token: { amr: { essential: true }, acr: { essential: true, values: ["eidas2", "eidas3"] } },
    });
  });

  test("deux départs n’ont ni le même state, ni le même nonce, ni le même défi", async () => {
    const [a, b] = (await Promise.all([partir(), partir()])).map(({ vers }) => new URL(vers).searchParams);
    for (const nom of ["state", "nonce", "code_challenge"]) expect(a?.get(nom)).not.toBe(b?.get(nom));
  });

  test("les témoins du parcours ne se lisent pas par un script", async () => {
    for (const ligne of (await partir()).setCookies) expect(ligne).toMatch(/HttpOnly; SameSite=Lax/i);
  });
});

describe("une première connexion", () => {
  test("crée un compte sans aucun droit, ouvre une session et ramène à la page demandée", async () => {
    const { vers, setCookies, motif } = await parcourir("sasha", { retour: "/dossiers?tri=titre" });
    expect([vers, motif]).toEqual(["/dossiers?tri=titre", undefined]);
    const personne = await personneDe(setCookies);
    expect(personne?.agent).toMatchObject({
      nom: "Sasha Lenoir",
      email: "sasha.lenoir@gip-essai.invalid",
      organisation: "Établissement 999 000 037 00013",
      habilitations: [],
    });
    const entree = await derniere();
    expect(entree).toMatchObject({ action: "session.ouvrir_proconnect", issue: "ok", acteurId: personne?.agent?.id });
    expect(entree?.apres).toMatchObject({ compte: "cree", acr: "eidas1" });
    expect(JSON.stringify(entree?.apres)).not.toMatch(/sasha|lenoir|999/i);
    const session = await base.client.session.findFirst({ orderBy: { ouverteLe: "desc" } });
    expect(session).toMatchObject({ methode: "proconnect", appareil: APPAREIL });
    const [idToken] = (await fournisseur.etat()).jetons;
    expect(session?.idTokenScelle).not.toContain(idToken?.split(".")[1]);
  });

  test("lie le compte qui a cette adresse et pas encore d’identité, majuscules comprises", async () => {
    const { id } = await base.client.utilisateur.create({
      data: {
        email: "camille.dupre@region-essai.invalid",
        prenom: "C.",
        nom: "D.",
        organisation: "Région académique d’essai",
        habilitations: { create: { role: "region_academique", regionAcademique: "01", debut: new Date("2026-01-01") } },
      },
    });
    // Opened, or asked for, by whoever held the mailbox before.
    const avant = await ouvrirBail(id, { action: "session.ouvrir_lien", methode: "lien" }, new Date());
    await base.client.lienConnexion.create({
      data: { id: "lien-d-avant", utilisateurId: id, expireLe: new Date(Date.now() + 900_000) },
    });
    const personne = await personneDe((await parcourir("camille")).setCookies);
    expect(await lireBail(avant, new Date())).toBeNull();
    expect(await base.client.lienConnexion.count({ where: { utilisateurId: id, expireLe: { gt: new Date() } } })).toBe(
      0,
    );
    expect(personne?.agent).toMatchObject({
      id,
      methode: "proconnect",
      nom: "Camille Dupré",
      organisation: "Région académique d’essai",
      habilitations: [{ role: "region_academique" }],
    });
    expect((await derniere())?.apres).toMatchObject({ compte: "lie", champs: ["sub", "prenom", "nom", "siret"] });
  });
});

describe("une connexion suivante", () => {
  test("retrouve la personne par son sub ; son nom, son adresse et son employeur se mettent à jour", async () => {
    const avant = await personneDe((await parcourir("camille")).setCookies);
    const changements = {
      usual_name: "Dupré-Martin",
      email: "camille.martin@region-essai.invalid",
      siret: "99900000900014",
    };
    const apres = await personneDe((await parcourir("camille", { changements })).setCookies);
    expect(apres?.agent).toMatchObject({
      id: avant?.agent?.id,
      nom: "Camille Dupré-Martin",
      email: "camille.martin@region-essai.invalid",
      organisation: "Établissement 999 000 009 00014",
    });
    const entree = await derniere();
    expect(entree?.apres).toMatchObject({ compte: "actualise", champs: ["email", "nom", "siret", "organisation"] });
    expect(JSON.stringify(entree?.apres)).not.toContain("Martin");
    await parcourir("camille");
  });

  test("sans rien de nouveau, le journal ne dit qu’une connexion ; le jeton est neuf à chaque fois", async () => {
    const a = await personneDe((await parcourir("camille")).setCookies);
    const b = await personneDe((await parcourir("camille")).setCookies);
    expect(a?.jeton).not.toBe(b?.jeton);
    expect((await derniere())?.apres).toEqual({ compte: "connu", acr: "eidas2", mfa: false });
  });
});

describe("un compte refusé", () => {
  const refuse = async (compte: string, motif: string, changements = {}) => {
    const avant = await sessions();
    const issue = await parcourir(compte, { changements });
    expect(issue.motif).toBe(motif);
    expect(issue.vers).toBe(`/connexion?refus=${motif}&retour=%2Fespace`);
    expect(await sessions()).toBe(avant);
    return derniere();
  };

  test("désactivé : refusé, et le journal dit de quel compte", async () => {
    await parcourir("dominique");
    const { id } = await base.client.utilisateur.update({
      where: { sub: "9a77e310-dominique" },
      data: { desactiveLe: new Date() },
    });
    expect(await refuse("dominique", "compte_desactive")).toMatchObject({ issue: "refus", acteurId: id });
    await base.client.utilisateur.update({ where: { id }, data: { desactiveLe: null, effaceLe: new Date() } });
    expect(await refuse("dominique", "compte_efface")).toMatchObject({ issue: "refus", acteurId: id });
    await base.client.utilisateur.update({ where: { id }, data: { effaceLe: null } });
  });

  test("l’adresse d’un compte lié à une autre identité ne donne pas ce compte", async () => {
    await parcourir("sasha");
    const entree = await refuse("sasha", "adresse_liee", { sub: "une-autre-identite" });
    expect(entree).toMatchObject({ issue: "refus", objet: "adresse_liee" });
  });

  test("une identité connue dont l’adresse devient celle d’un autre compte est refusée", async () => {
    await parcourir("sasha");
    await refuse("sasha", "adresse_prise", { email: "camille.dupre@region-essai.invalid" });
  });

  test("l’adresse d’un compte de démonstration ne donne pas ce compte", async () => {
    await base.client.utilisateur.create({
      data: { email: "persona@essai.invalid", prenom: "P", nom: "P", organisation: "P", persona: "equipe_projet" },
    });
    await refuse("sasha", "adresse_liee", { sub: "encore-une", email: "persona@essai.invalid" });
  });
});

/** What the provider does wrong → the reason given. Nothing opens, the journal tells, and the person has a sentence. */
const REFUS: readonly [panne: string, motif: string, reglages?: Partial<Proconnect>][] = [
  ["refus", "annule"],
  ["erreur_serveur", "indisponible"],
  ["parametre_refuse", "configuration"],
  ["etat", "etat"],
  ["iss_reponse", "emetteur"],
  ["code_expire", "code"],
  ["code_etranger", "code"],
  ["token_500", "indisponible"],
  ["nonce", "nonce"],
  ["sans_nonce", "nonce"],
  ["emetteur", "emetteur"],
  ["destinataire", "destinataire"],
  ["id_token_expire", "expire"],
  ["id_token_altere", "signature"],
  ["id_token_autre_cle", "signature"],
  ["id_token_meme_kid", "signature"],
  ["id_token_sans_signature", "signature"],
  ["sans_id_token", "reponse"],
  ["userinfo_altere", "signature"],
  ["userinfo_autre_cle", "signature"],
  ["userinfo_sans_signature", "signature"],
  ["userinfo_json", "userinfo_non_signe"],
  ["userinfo_500", "indisponible"],
  ["userinfo_destinataire", "destinataire"],
  ["sujet", "sujet"],
  ["sans_adresse", "identite"],
  ["sans_nom", "identite"],
  ["decouverte_500", "indisponible"],
  ["decouverte_autre", "emetteur"],
  ["sans_acr", "niveau", { acr: ["eidas2"] }],
  ["acr_faible", "niveau", { acr: ["eidas2"] }],
  ["sans_amr", "double_authentification", { mfa: true }],
  ["sans_mfa", "double_authentification", { mfa: true }],
];

describe("tout ce qui cloche est refusé", () => {
  test.each(REFUS)("%s → %s", async (panne, motif, reglages = {}) => {
    pc = { ...pc, ...reglages };
    const avant = await sessions();
    const comptes = await base.client.utilisateur.count();
    const issue = await parcourir("camille", { panne, retour: "/dossiers" });
    expect(issue.motif).toBe(motif);
    expect(issue.vers).toBe(`/connexion?refus=${motif}&retour=%2Fdossiers`);
    expect(await personneDe(issue.setCookies)).toBeNull();
    expect([await sessions(), await base.client.utilisateur.count()]).toEqual([avant, comptes]);
    const entree = await derniere();
    expect(entree).toMatchObject({ action: "session.ouvrir_proconnect", issue: "refus", objet: motif, acteurId: null });
    expect([entree?.avant, entree?.apres]).toEqual([null, null]);
  });

  test("un fournisseur muet n’est pas attendu longtemps", async () => {
    const depart = Date.now();
    expect((await parcourir("camille", { panne: "token_muet" })).motif).toBe("indisponible");
    expect(Date.now() - depart).toBeLessThan(8_000);
  }, 15_000);

  test("un fournisseur arrêté : la page de connexion le dit", async () => {
    pc = { ...pc, issuer: "http://localhost:9/api/v2" };
    expect(await partir()).toMatchObject({
      motif: "indisponible",
      vers: "/connexion?refus=indisponible&retour=%2Fespace",
    });
  });

  test("le niveau et les facteurs exigés, atteints, ouvrent", async () => {
    pc = { ...pc, acr: ["eidas2"], mfa: true };
    expect((await parcourir("camille")).motif).toBeUndefined();
    expect((await derniere())?.apres).toMatchObject({ acr: "eidas2", mfa: true });
  });

  test("le même retour ne sert pas deux fois", async () => {
    await fournisseur.regler({ compte: "camille" });
    const { vers, cookies } = await partir();
    const query = await autoriser(vers);
    expect((await revenir(query, cookies)).motif).toBeUndefined();
    expect((await revenir(query, cookies)).motif).toBe("code");
  });

  test("un retour sans les témoins du départ, ou avec ceux d’un autre navigateur, n’ouvre rien", async () => {
    await fournisseur.regler({ compte: "camille" });
    const a = await partir();
    const b = await partir();
    const query = await autoriser(a.vers);
    expect((await revenir(query, {})).motif).toBe("parcours");
    expect((await revenir(query, b.cookies)).motif).toBe("etat");
    const etrangers = {
      ...a.cookies,
      "rigel-proconnect-pkcecodeverifier": b.cookies["rigel-proconnect-pkcecodeverifier"] ?? "",
    };
    expect((await revenir(query, etrangers)).motif).toBe("code");
  });

  test.each([["https://evil.example/"], ["//evil.example"], ["/api/auth/signout"]])(
    "l’adresse de retour %s, glissée dans le témoin ou dans l’adresse, est ignorée",
    async (ailleurs) => {
      await fournisseur.regler({ compte: "camille" });
      const { vers, cookies } = await partir();
      const query = { ...(await autoriser(vers)), callbackUrl: ailleurs };
      const temoins = { ...cookies, "rigel-proconnect-callbackurl": ailleurs };
      expect((await revenir(query, temoins)).vers.startsWith("/")).toBe(true);
      expect((await revenir(query, temoins)).vers).not.toContain("evil");
    },
  );
});

describe("ce qui est demandé à ProConnect", () => {
  test("son document et ses clés, une fois pour tous", async () => {
    await Promise.all(Array.from({ length: 20 }, () => partir()));
    expect((await parcourir("camille")).motif).toBeUndefined();
    expect((await parcourir("sasha")).motif).toBeUndefined();
    expect((await fournisseur.etat()).appels).toEqual({ decouverte: 1, jwks: 1 });
  });

  test("à nouveau au bout de dix minutes ; un échec n’est pas retenu", async () => {
    const maintenant = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: maintenant });
    try {
      await fournisseur.regler({ panne: "decouverte_500" });
      await expect(emetteurProConnect(pc)).rejects.toThrow();
      await fournisseur.regler({ panne: null });
      await emetteurProConnect(pc);
      vi.setSystemTime(maintenant + 599_000);
      await emetteurProConnect(pc);
      expect((await fournisseur.etat()).appels.decouverte).toBe(2);
      vi.setSystemTime(maintenant + 600_000);
      await emetteurProConnect(pc);
      expect((await fournisseur.etat()).appels.decouverte).toBe(3);
    } finally {
      vi.useRealTimers();
    }
  });

  test("ses clés à nouveau dès qu’un jeton en nomme une inconnue, au plus une fois par minute", async () => {
    expect((await parcourir("camille")).motif).toBeUndefined();
    expect((await parcourir("camille", { panne: "rotation" })).motif).toBe("signature");
    expect((await fournisseur.etat()).appels.jwks).toBe(1);
    await fournisseur.regler({ panne: "rotation" });
    const depart = await partir();
    const query = await autoriser(depart.vers);
    // The minute passes for openid-client's own cache, and for the tokens too, which live as long: a clock 10 s behind is allowed.
    vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() + 61_000 });
    try {
      expect((await revenir(query, depart.cookies)).motif).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
    expect((await fournisseur.etat()).appels.jwks).toBe(2);
  });

  test("rien pour un retour sans départ, qui ne compte pas non plus parmi les connexions", async () => {
    for (const cookies of [{}, { "rigel-proconnect-state": "n’importe quoi" }] as Record<string, string>[])
      expect((await revenir({ code: "x", state: "y", iss: pc.issuer }, cookies)).motif).toBe("parcours");
    const { cookies } = await partir();
    expect((await revenir({ code: "x", state: "y" }, cookies)).motif).toBe("etat");
    expect(await base.client.limiteDebit.count({ where: { key: { startsWith: "retour_proconnect" } } })).toBe(0);
    expect((await fournisseur.etat()).appels).toEqual({ decouverte: 1, jwks: 0 });
  });

  test("mille faux retours n’empêchent personne d’entrer et n’emplissent pas le journal", async () => {
    const avant = await base.client.entreeJournal.count();
    for (let i = 0; i < 1_000; i++) await revenir({ code: "x", state: "y" }, {});
    expect((await base.client.entreeJournal.count()) - avant).toBeLessThanOrEqual(60);
    expect((await parcourir("camille")).motif).toBeUndefined();
  }, 60_000);
});

describe("la sortie", () => {
  test("passe par ProConnect avec l’id_token de la session et un state, et revient", async () => {
    const personne = await personneDe((await parcourir("camille")).setCookies);
    const ferme = await fermerBail(personne?.jeton ?? "", new Date());
    const sortie = await sortirDeProConnect(pc, ferme?.idTokenScelle ?? "");
    const reponse = await fetch(sortie?.vers ?? "", { redirect: "manual" });
    expect(reponse.headers.get("location")).toBe(`${SERVICE}/connexion/deconnecte?state=${sortie?.state}`);
    expect((await fournisseur.etat()).sorties).toEqual([
      { sub: "4f1b0c52-camille", state: sortie?.state, retour: `${SERVICE}/connexion/deconnecte` },
    ]);
    expect(sortie?.state.length).toBeGreaterThanOrEqual(32);
  });

  test("la session fermée ne garde rien de l’id_token", async () => {
    const personne = await personneDe((await parcourir("camille")).setCookies);
    await fermerBail(personne?.jeton ?? "", new Date());
    const fermees = await base.client.session.findMany({ where: { fermeeLe: { not: null } } });
    expect(fermees.every((s) => s.idTokenScelle === null)).toBe(true);
  });

  test("ne dépend pas de ProConnect", async () => {
    expect(await sortirDeProConnect(pc, "scellé avec un autre secret")).toBeNull();
    const personne = await personneDe((await parcourir("camille")).setCookies);
    const ferme = await fermerBail(personne?.jeton ?? "", new Date());
    oublierEmetteur();
    await fournisseur.regler({ panne: "decouverte_500" });
    expect(await sortirDeProConnect(pc, ferme?.idTokenScelle ?? "")).toBeNull();
  });
});
