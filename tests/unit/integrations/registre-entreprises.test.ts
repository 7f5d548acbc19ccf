import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, test } from "vitest";
import { rechercheEntreprises, registreConfigure } from "@/lib/integrations/registre-entreprises";

const SIRET = "73282932000074";
const AUTRE = "35600000000048";

let serveurs: Server[] = [];
afterEach(async () => {
  for (const s of serveurs) {
    s.closeAllConnections();
    await new Promise((fin) => s.close(fin));
  }
  serveurs = [];
});

/** A register of our own, on this machine. */
async function servir(repondre: RequestListener): Promise<string> {
  const serveur = createServer(repondre);
  serveurs.push(serveur);
  await new Promise<void>((pret) => serveur.listen(0, "127.0.0.1", pret));
  return `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`;
}
const json = (corps: unknown, statut = 200): RequestListener => {
  const texte = typeof corps === "string" ? corps : JSON.stringify(corps);
  return (_, r) => r.writeHead(statut, { "content-type": "application/json" }).end(texte);
};
const lieu = (plus: object = {}) => ({ siret: SIRET, libelle_commune: "LYON", etat_administratif: "A", ...plus });
const entreprise = (plus: object = {}) => ({
  nom_complet: "ESSAI (E)",
  nom_raison_sociale: "SOCIETE D'ESSAI",
  nature_juridique: "5710",
  etat_administratif: "A",
  siege: lieu(),
  matching_etablissements: [],
  ...plus,
});
const resultats = (...results: object[]) => json({ results, total_results: results.length });
const chercher = async (repondre: RequestListener, delai = 1_000) =>
  rechercheEntreprises(await servir(repondre), delai).chercher(SIRET);

test("il n’y a pas de registre tant que rien ne le demande", () => {
  expect(registreConfigure(undefined)).toBeNull();
});

test("une entreprise ouverte", async () => {
  let demande = "";
  const reponse = await chercher((q, r) => {
    demande = q.url ?? "";
    resultats(entreprise())(q, r);
  });
  expect(demande).toContain(`/search?q=${SIRET}`);
  expect(reponse).toEqual({
    etat: "trouvee",
    identite: {
      nom: "SOCIETE D’ESSAI",
      siret: SIRET,
      nature: "entreprise",
      categorie: "employeur",
      commune: "LYON",
      fermeeLe: null,
    },
  });
});

test("un établissement qui n’est pas le siège", async () => {
  const autre = entreprise({
    siege: lieu({ siret: AUTRE }),
    matching_etablissements: [lieu({ libelle_commune: "BRON" })],
  });
  expect(await chercher(resultats(autre))).toMatchObject({ etat: "trouvee", identite: { commune: "BRON" } });
});

test.each([
  ["l’établissement", { siege: lieu({ etat_administratif: "F", date_fermeture: "2024-06-30" }) }],
  ["l’entreprise entière", { etat_administratif: "C", date_fermeture: "2024-06-30" }],
])("%s est fermé", async (_, plus) => {
  expect(await chercher(resultats(entreprise(plus)))).toMatchObject({
    etat: "trouvee",
    identite: { fermeeLe: "2024-06-30" },
  });
});

test("un SIRET que le registre ne connaît pas, ou ne montre pas", async () => {
  expect(await chercher(resultats())).toEqual({ etat: "absente" });
  const masquee = entreprise({ nom_complet: "[NON-DIFFUSIBLE]", nom_raison_sociale: null });
  expect(await chercher(resultats(masquee))).toEqual({ etat: "absente" });
});

describe("ce qui n’est pas une réponse claire ne vérifie personne", () => {
  it.each<[string, RequestListener]>([
    ["une erreur du serveur", json({ erreur: "panne" }, 500)],
    ["trop de demandes", json({ erreur: "trop" }, 429)],
    ["du texte", json("<html>")],
    ["un autre objet", json({ resultats: [] })],
    ["un établissement sans SIRET", json({ results: [entreprise({ siege: {} })] })],
    ["un autre SIRET que celui demandé", resultats(entreprise({ siege: lieu({ siret: AUTRE }) }))],
    ["fermé sans date", resultats(entreprise({ siege: lieu({ etat_administratif: "F" }) }))],
    ["une réponse sans fin", (_, r) => void r.write("x".repeat(600_000))],
    ["une connexion coupée", (q) => void q.socket.destroy()],
    ["une redirection", (_, r) => void r.writeHead(302, { location: "http://127.0.0.1:1/" }).end()],
  ])("%s", async (_, repondre) => {
    expect((await chercher(repondre)).etat).toBe("indisponible");
  });

  it("trop lent", async () => {
    expect((await chercher(() => undefined, 50)).etat).toBe("indisponible");
  });

  it("personne à cette adresse", async () => {
    expect((await rechercheEntreprises("http://127.0.0.1:1").chercher(SIRET)).etat).toBe("indisponible");
  });
});
