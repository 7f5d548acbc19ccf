import { beforeEach, describe, expect, test, vi } from "vitest";
import { baseDisponible, declarerSonde } from "@/lib/server/indisponible/disponibilite";
import { reponseSansBase } from "@/lib/server/indisponible/repondre";
import { enReponse } from "@/lib/server/repondre";

const HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
const demander = (chemin: string, method = "GET", accepte: string | null = HTML) =>
  reponseSansBase({ method, chemin, accepte }, "abc123");

let appels = 0;
let instant = Date.now();
const poser = (presente: boolean) =>
  declarerSonde(async () => {
    appels += 1;
    return presente;
  });

beforeEach(() => {
  appels = 0;
  // The respite after a failure is over.
  instant += 60_000;
  vi.useFakeTimers({ now: instant, toFake: ["Date"] });
  return () => vi.useRealTimers();
});

describe("la base ne répond pas", () => {
  beforeEach(() => poser(false));

  test.each([
    ["/dossiers", 503],
    ["/dossiers/0b0f1a2c-0000-4000-8000-000000000000/budget", 503],
    ["/administration/journal", 503],
    ["/compte", 503],
    ["/une-page-inconnue", 503],
    ["/dossiers/0b0f1a2c-0000-4000-8000-000000000000/apercu.pdf", 503],
    ["/api/v1/pieces/0b0f1a2c-0000-4000-8000-000000000000", 503],
    ["/", null],
    ["/connexion", null],
    ["/connexion/proconnect", null],
    ["/accessibilite", null],
    ["/mentions-legales", null],
    ["/donnees-personnelles", null],
    ["/plan-du-site", null],
    ["/regles", null],
    ["/api/sante", null],
    ["/api/auth/session", null],
  ])("%s ouverte dans un navigateur → %s", async (chemin, statut) => {
    expect((await demander(chemin))?.status ?? null).toBe(statut);
  });

  test("une action et un appel de programme répondent eux-mêmes, dans leur forme", async () => {
    expect(await demander("/dossiers", "POST")).toBeNull();
    expect(await demander("/api/v1/dossiers/x", "GET", "application/json")).toBeNull();
    expect(await demander("/api/v1/dossiers/x", "GET", null)).toBeNull();
  });

  test("la page dit quoi faire, en français, sans rien charger ; Retry-After pour les robots", async () => {
    const reponse = await demander("/dossiers");
    expect(reponse?.headers.get("retry-after")).toBe("30");
    expect(reponse?.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const texte = (await reponse?.text()) ?? "";
    expect(texte).toContain('<html lang="fr">');
    expect(texte).toContain("momentanément indisponible");
    expect(texte.match(/nonce="abc123"/g)).toHaveLength(2);
    expect(texte).not.toMatch(/<link rel="stylesheet|<img|src=/);
    expect(await (await demander("/dossiers", "HEAD"))?.text()).toBe("");
  });

  test("cent demandes ensemble n’interrogent qu’une fois ; puis un répit, puis on redemande", async () => {
    await Promise.all(Array.from({ length: 100 }, () => baseDisponible()));
    expect(appels).toBe(1);
    expect(await baseDisponible()).toBe(false);
    expect(appels).toBe(1);
    vi.setSystemTime(Date.now() + 1_000);
    poser(true);
    expect(await baseDisponible()).toBe(true);
    expect(await demander("/dossiers")).toBeNull();
  });
});

test.each([
  ["moteur WebAssembly tombé", new WebAssembly.RuntimeError("unreachable")],
  ["PGlite fermé", new Error("PGlite is closed")],
  ["disque plein", Object.assign(new Error("could not extend file"), { code: "53100" })],
  ["erreur d’entrée-sortie", Object.assign(new Error("could not read block"), { code: "58030" })],
  ["connexion refusée", Object.assign(new Error(""), { code: "ECONNREFUSED" })],
])("une action pendant la panne (%s) : indisponible, et quand réessayer", (_, erreur) => {
  expect(enReponse(erreur, "essai")).toMatchObject({ code: "indisponible", attendre: 30 });
});
