import { describe, expect, test } from "vitest";
import type { CodeRole } from "@/lib/domain/roles";
import { entreesMenu, pageAccueil, peutAdministrer } from "@/lib/server/accueil";
import { type Agent, type HabilitationAgent, SANS_PORTEE } from "@/lib/server/droits";

const agent = (...roles: (CodeRole | Partial<HabilitationAgent>)[]): Agent => ({
  id: "a",
  nom: "Alex Exemple",
  email: "alex@exemple.invalid",
  organisation: "Essai",
  persona: null,
  methode: "proconnect",
  habilitations: roles.map((r) =>
    typeof r === "string" ? { ...SANS_PORTEE, role: r } : ({ ...SANS_PORTEE, ...r } as HabilitationAgent),
  ),
});
const REGLES = "/regles";

describe("le menu et la page d’arrivée suivent les droits", () => {
  test.each<[string, Agent, string[], string]>([
    ["équipe projet", agent("equipe_projet"), ["/dossiers", "/carte"], "/dossiers"],
    ["partenaire", agent("partenaire"), ["/participation"], "/participation"],
    ["administrateur", agent("administrateur"), ["/administration", "/habilitations"], "/administration"],
    ["région académique", agent("region_academique"), ["/dossiers", "/carte", "/habilitations"], "/dossiers"],
    ["coordination de campus", agent("coordonnateur_cmq"), ["/carte", "/habilitations"], "/carte"],
    ["lecture nationale", agent("lecteur_national"), ["/dossiers", "/carte"], "/dossiers"],
    ["établissement", agent("etablissement"), ["/carte"], "/carte"],
    ["aucun droit", agent(), ["/acces"], "/acces"],
    ["deux rôles", agent("partenaire", "equipe_projet"), ["/dossiers", "/carte", "/participation"], "/dossiers"],
  ])("%s", (_qui, qui, entrees, accueil) => {
    expect(entreesMenu(qui).map((e) => e.href)).toEqual([...entrees, REGLES]);
    expect(pageAccueil(qui)).toBe(accueil);
  });

  test("sans session : l’accueil et les règles", () => {
    expect(entreesMenu(null).map((e) => e.href)).toEqual(["/", REGLES]);
  });

  test("administrer, c’est avoir un geste d’administration", () => {
    expect(peutAdministrer(agent("administrateur"))).toBe(true);
    expect(peutAdministrer(agent("region_academique", "lecteur_national"))).toBe(false);
  });
});
