import { describe, expect, test } from "vitest";
import { avecRequete, creerJournal, idRequete, journaliserImprevu } from "@/lib/server/journaux";
import { MASQUE, masquerTexte } from "@/lib/server/journaux/masque";

function journalLu() {
  const lignes: string[] = [];
  const journal = creerJournal("trace", { write: (ligne) => void lignes.push(ligne) });
  return { journal, lire: () => JSON.parse(lignes.at(-1) ?? "{}"), brut: () => lignes.join("") };
}

describe("les journaux", () => {
  test("sont des objets JSON datés, avec leur niveau en toutes lettres", () => {
    const { journal, lire } = journalLu();
    journal.info({ dossier: "d1" }, "Dossier créé");
    expect(lire()).toMatchObject({ niveau: "info", service: "rigel", dossier: "d1", message: "Dossier créé" });
    expect(lire().time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  test("portent l’identifiant de la requête en cours, et lui seul", () => {
    const { journal, lire } = journalLu();
    avecRequete("abcdef-12345678", () => journal.info("dedans"));
    expect(lire().requete).toBe("abcdef-12345678");
    journal.info("dehors");
    expect(lire()).not.toHaveProperty("requete");
  });

  test.each([undefined, null, "court", "avec espace et\nligne", "x".repeat(65)])(
    "un identifiant reçu mal formé est remplacé (%j)",
    (recu) => {
      expect(avecRequete(recu, idRequete)).toMatch(/^[0-9a-f]{16}$/);
    },
  );

  test.each([
    "authorization",
    "cookie",
    "set-cookie",
    "token",
    "secret",
    "email",
    "id_token",
    "idToken",
    "client_secret",
    "clientSecret",
    "code_verifier",
    "jeton",
    "DATABASE_URL",
    "SMTP_URL",
  ])("le champ %s n’est jamais écrit, à aucun niveau", (nom) => {
    const { journal, brut } = journalLu();
    journal.info({ [nom]: "Divulgué" });
    journal.info({ requete: { [nom]: "Divulgué" } });
    journal.info({ requete: { headers: { [nom]: "Divulgué" } } });
    journal.info({ a: { b: { c: [{ d: { [nom]: "Divulgué" } }] } } });
    journal.error({ err: Object.assign(new Error("x"), { requete: { headers: { [nom]: "Divulgué" } } }) });
    expect(brut()).not.toContain("Divulgué");
    expect(brut().split(MASQUE)).toHaveLength(6);
  });

  test.each([
    "POST https://pc.invalid/token code=Divulgue&code_verifier=Divulgue&client_secret=Divulgue",
    "GET /api/auth/callback/proconnect?code=Divulgue&state=Divulgue",
    "GET https://pc.invalid/session/end?id_token_hint=Divulgue&state=Divulgue",
    "GET /connexion/lien?jeton=Divulgue",
    '{"id_token":"Divulgue","access_token":"Divulgue"}',
    "unexpected iss value in eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJEaXZ1bGd1ZSJ9.Divulgue",
  ])("un secret de connexion cité dans une phrase est masqué : %s", (phrase) => {
    expect(masquerTexte(phrase.replace("code=Divulgue", "?code=Divulgue"))).not.toMatch(/Divulgue|eyJzdWI/);
  });

  test("une erreur imprévue donne une référence courte, la même que dans le journal", () => {
    const { journal, lire } = journalLu();
    const reference = avecRequete("requete-0001", () =>
      journaliserImprevu(new Error("panne chez zoe@exemple.fr"), { action: "dossier.deposer" }, journal),
    );
    expect(reference).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    expect(lire()).toMatchObject({ niveau: "error", reference, requete: "requete-0001", action: "dossier.deposer" });
    expect(lire().err.message).toBe(`panne chez ${MASQUE}`);
    expect(lire().err.stack).not.toContain("zoe@exemple.fr");
  });

  test("ce qui n’est pas une erreur est journalisé quand même", () => {
    const { journal, lire } = journalLu();
    journaliserImprevu("chaîne lancée", {}, journal);
    expect(lire().err.message).toBe("chaîne lancée");
  });
});

describe("masquerTexte", () => {
  test.each([
    ["postgresql://rigel:mot@hote/base", `postgresql://rigel:${MASQUE}@hote/base`],
    ["/invitation?token=abc&x=1", `/invitation?token=${MASQUE}&x=1`],
    ["/retour?code=abc&state=def", `/retour?code=${MASQUE}&state=${MASQUE}`],
    ["Authorization: Bearer aaa.bbb.ccc", `Authorization: Bearer ${MASQUE}`],
    ["GET /invitations/abcdefghijklmnopqrstuv", `GET /invitations/${MASQUE}`],
    ["cookie: __Host-rigel-session=aaa.bbb; a=b", `cookie: __Host-rigel-session=${MASQUE}; a=b`],
    ["jeton eyJhbGciOiJkaXIi.abc.def reçu", `jeton ${MASQUE} reçu`],
    ["écrire à zoe.exemple@region.fr", `écrire à ${MASQUE}`],
    ["Dossier FPI AURA, 9 500 000,00 €", "Dossier FPI AURA, 9 500 000,00 €"],
  ])("%s", (texte, attendu) => {
    expect(masquerTexte(texte)).toBe(attendu);
  });
});
