import { describe, expect, test, vi } from "vitest";
import { appareilDe } from "@/lib/server/session/appareil";
import { exigerGarantie } from "@/lib/server/session/proconnect/garantie";
import { lireIdentite } from "@/lib/server/session/proconnect/identite";
import { type MotifRefus, motifDe, motifDuCode, RefusProConnect } from "@/lib/server/session/proconnect/motifs";
import { desceller, sceller } from "@/lib/server/session/scelle";

const reglages = vi.hoisted(() => ({ secret: "s".repeat(32) }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return {
    env: {
      ...env,
      get NEXTAUTH_SECRET() {
        return reglages.secret;
      },
    },
  };
});

const motif = (fn: () => unknown): MotifRefus | null => {
  try {
    fn();
    return null;
  } catch (erreur) {
    if (erreur instanceof RefusProConnect) return erreur.motif;
    throw erreur;
  }
};

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox sur Windows"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
    "Chrome sur Windows",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
    "Edge sur Windows",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
    "Safari sur Mac",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1",
    "Safari sur iPhone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
    "Chrome sur Android",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox sur Linux"],
  ["curl/8.5.0", null],
  ["", null],
  [null, null],
])("l’appareil se reconnaît : %s", (recu, attendu) => expect(appareilDe(recu)).toBe(attendu));

describe("le niveau exigé", () => {
  test.each<[string[], boolean, Record<string, unknown>, MotifRefus | null]>([
    [[], false, {}, null],
    [["eidas2", "eidas3"], false, { acr: "eidas3" }, null],
    [["eidas2"], false, { acr: "eidas1" }, "niveau"],
    [["eidas2"], false, {}, "niveau"],
    [["eidas2"], false, { acr: ["eidas2"] }, "niveau"],
    [[], true, { amr: ["pwd", "mfa"] }, null],
    [[], true, { amr: ["pwd"] }, "double_authentification"],
    [[], true, { amr: "mfa" }, "double_authentification"],
    [[], true, {}, "double_authentification"],
  ])("acr %j, mfa %s, jeton %j → %s", (acr, mfa, jeton, attendu) => {
    expect(motif(() => exigerGarantie({ acr, mfa }, jeton))).toBe(attendu);
  });
});

describe("l’identité transmise", () => {
  const complete = {
    sub: "s1",
    email: " Zoé.Lefevre@Exemple.invalid ".replace("é", "e"),
    given_name: "  Zoé\n",
    usual_name: "Lefèvre   Dubois",
    siret: "130 025 265 00013",
  };
  test("est rangée : espaces, casse de l’adresse, SIRET", () => {
    expect(lireIdentite(complete)).toEqual({
      sub: "s1",
      email: "zoe.lefevre@exemple.invalid",
      prenom: "Zoé",
      nom: "Lefèvre Dubois",
      siret: "13002526500013",
    });
  });
  test.each([[undefined], [null], ["123"], [42]])("un SIRET %j n’empêche pas d’entrer", (siret) => {
    expect(lireIdentite({ ...complete, siret }).siret).toBeNull();
  });
  test.each([
    ["sub", ""],
    ["sub", undefined],
    ["email", "pas une adresse"],
    ["email", "a@b.invalid\r\nBcc: c@d.invalid"],
    ["given_name", " "],
    ["usual_name", undefined],
  ])("sans %s valable (%j), elle est refusée", (champ, valeur) => {
    expect(motif(() => lireIdentite({ ...complete, [champ]: valeur }))).toBe("identite");
  });
});

describe("le motif d’un refus", () => {
  test.each<[string, MotifRefus]>([
    ["access_denied", "annule"],
    ["login_required", "annule"],
    ["temporarily_unavailable", "indisponible"],
    ["invalid_scope", "configuration"],
    ["un_code_nouveau", "configuration"],
  ])("code %s → %s", (code, attendu) => expect(motifDuCode(code)).toBe(attendu));

  test.each<[unknown, MotifRefus]>([
    [Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }), "indisponible"],
    [new Error("outgoing request timed out after 5000ms"), "indisponible"],
    [Object.assign(new Error("invalid_grant"), { name: "OPError", error: "invalid_grant" }), "code"],
    [Object.assign(new Error("invalid_client"), { name: "OPError", error: "invalid_client" }), "configuration"],
    [new Error("une phrase que personne ne connaît"), "reponse"],
    ["pas même une erreur", "reponse"],
  ])("%s → %s", (erreur, attendu) => expect(motifDe(erreur)).toBe(attendu));
});

describe("ce qui est scellé", () => {
  test("se relit, ne se lit pas, et n’est jamais deux fois le même", () => {
    const scelle = sceller("id_token", "secret");
    expect(desceller("id_token", scelle)).toBe("secret");
    expect(scelle).not.toContain("secret");
    expect(sceller("id_token", "secret")).not.toBe(scelle);
  });
  test("altéré, tronqué, d’un autre usage ou d’un autre secret : rien", () => {
    const scelle = sceller("id_token", "secret");
    const dernier = scelle.endsWith("A") ? "B" : "A";
    for (const faux of [`${scelle.slice(0, -2)}${dernier}${dernier}`, scelle.slice(0, 20), "", "x"])
      expect(desceller("id_token", faux)).toBeNull();
    expect(desceller("autre", scelle)).toBeNull();
    reglages.secret = "t".repeat(32);
    expect(desceller("id_token", scelle)).toBeNull();
    reglages.secret = "s".repeat(32);
  });
});
