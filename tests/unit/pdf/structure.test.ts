import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { SECTIONS } from "@/lib/domain/sections";
import { produireDossierPdf } from "@/lib/pdf/dossier";
import { dossierHostile, EXEMPLES, entreeDe, exemple, grandDossier } from "@/tests/outils/pdf/dossiers";
import { type Lecture, lirePdf, type Noeud, texteEntier, tous } from "@/tests/outils/pdf/lecture";

const qpdf = (() => {
  try {
    execFileSync("qpdf", ["--version"]);
    return true;
  } catch {
    return false;
  }
})();

const CAS = [...EXEMPLES, "grand", "hostile"] as const;
const lectures = new Map<string, { octets: Uint8Array; lu: Lecture }>();
const lecture = (nom: string): Lecture => lectures.get(nom)?.lu as Lecture;

beforeAll(async () => {
  const dossiers = {
    grand: grandDossier(),
    hostile: dossierHostile(),
    ...Object.fromEntries(EXEMPLES.map((n) => [n, exemple(n)])),
  };
  for (const [nom, fichier] of Object.entries(dossiers)) {
    const octets = await produireDossierPdf(entreeDe(fichier));
    lectures.set(nom, { octets, lu: await lirePdf(octets) });
  }
}, 120_000);

describe.each(CAS)("le PDF du dossier %s, relu par son arbre de structure", (nom) => {
  it("ne dessine rien hors d’un élément ou d’un artefact", () => {
    expect(lecture(nom).horsMarque).toEqual([]);
  });

  it("a une langue, un titre, et un seul titre de niveau 1, en premier", () => {
    const { racine, langue, titre } = lecture(nom);
    expect(langue).toBe("fr-FR");
    expect(titre).not.toBe("");
    const titres = tous(racine, "H1", "H2", "H3", "H4").map((n) => n.type);
    expect(titres.filter((t) => t === "H1")).toHaveLength(1);
    expect(titres[0]).toBe("H1");
  });

  it("ne saute aucun niveau de titre", () => {
    let precedent = 0;
    for (const n of tous(lecture(nom).racine, "H1", "H2", "H3", "H4")) {
      const niveau = Number(n.type[1]);
      expect(niveau).toBeLessThanOrEqual(precedent + 1);
      expect(n.texte.trim()).not.toBe("");
      precedent = niveau;
    }
  });

  it("a ses parties dans l’ordre de l’espace de travail, chacune avec un signet", () => {
    const attendus = [
      "Résumé",
      ...SECTIONS.filter((s) => s.code !== "depot").map((s, i) => `${i + 1}. ${s.nom}`),
      "Annexe. Données jointes",
    ];
    const { racine, signets } = lecture(nom);
    expect(tous(racine, "H2").map((n) => n.texte)).toEqual(attendus);
    expect(signets.filter((s) => s.niveau === 1).map((s) => s.titre)).toEqual(attendus);
  });

  it("donne à chaque table des en-têtes avec leur portée, et à ses rangées la même largeur", () => {
    const tables = tous(lecture(nom).racine, "Table");
    expect(tables.length).toBeGreaterThan(3);
    for (const table of tables) {
      const entetes = tous(table, "TH");
      expect(entetes.length).toBeGreaterThan(0);
      for (const th of entetes) expect(["Row", "Column"]).toContain(th.portee);
      const largeurs = tous(table, "TR").map((tr) => tr.enfants.reduce((s, c) => s + c.etendue, 0));
      expect(new Set(largeurs).size).toBe(1);
      for (const tr of tous(table, "TBody").flatMap((b) => b.enfants)) expect(tr.enfants[0]?.type).toBe("TH");
    }
  });

  it("décrit chaque figure et dit où elle est", () => {
    for (const figure of tous(lecture(nom).racine, "Figure")) {
      expect(figure.alt?.length).toBeGreaterThan(40);
      expect(figure.bbox).toBe(true);
    }
  });

  it("numérote toutes les pages sauf la couverture, en artefact", () => {
    const { artefacts } = lecture(nom);
    expect(artefacts[0]).not.toContain("Page ");
    for (let i = 1; i < artefacts.length; i += 1)
      expect(artefacts[i]).toContain(`Page ${i + 1} sur ${artefacts.length}`);
  });

  it("n’a aucun caractère sans glyphe", () => {
    const texte = texteEntier(lecture(nom).racine);
    expect(texte).not.toContain("\ufffd");
    expect(texte).not.toContain("\u0000");
  });

  it.runIf(qpdf)("passe qpdf --check", () => {
    const dossier = mkdtempSync(path.join(tmpdir(), "rigel-pdf-"));
    const fichier = path.join(dossier, "d.pdf");
    writeFileSync(fichier, lectures.get(nom)?.octets as Uint8Array);
    expect(execFileSync("qpdf", ["--check", fichier], { encoding: "utf8" })).toContain(
      "No syntax or stream encoding errors",
    );
    rmSync(dossier, { recursive: true });
  });
});

describe("une table coupée par des pages", () => {
  it("répète ses en-têtes sur chaque page, en artefact, et ne les a qu’une fois dans l’arbre", () => {
    const { racine, artefacts } = lecture("grand");
    const budget = tous(racine, "Table").find((t) => texteEntier(t).includes("Budget par partenaire")) as ReturnType<
      typeof tous
    >[number];
    const pages = [...new Set(tous(budget, "TH", "TD").flatMap((c) => c.pages))].sort((a, b) => a - b);
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages.slice(1)) {
      expect(artefacts[page]).toMatch(/Tableau \d+ \(suite\)/);
      expect(artefacts[page]).toMatch(/Partenaire et poste\n?2024\n?2025\n?2026\n?2027\n?2028\n?Total/);
    }
    expect(tous(budget, "THead")).toHaveLength(1);
  });

  it("garde chaque rangée sur une page, sauf celle qui est plus haute qu’une page", () => {
    const rangees = (nom: string) =>
      tous(lecture(nom).racine, "TR").filter((tr) => new Set(tr.enfants.flatMap((c) => c.pages)).size > 1);
    expect(rangees("grand")).toEqual([]);
    const coupees = rangees("hostile");
    expect(coupees).toHaveLength(2);
    expect(coupees[0]?.enfants[2]?.texte.match(/Une ligne\./g)).toHaveLength(150);
    expect(coupees[1]?.enfants[2]?.texte).toBe("mot".repeat(3000));
  });

  it("porte les 2 400 montants", () => {
    const budget = tous(lecture("grand").racine, "Table").find((t) => texteEntier(t).includes("Budget par partenaire"));
    const lignes = tous(budget as never, "TR").filter(
      (tr) => /^[A-ZÉ]/.test(tr.enfants[0]?.texte ?? "") && tr.enfants.length === 7,
    );
    const postes = lignes.filter((tr) => !/^(Sous-total|Coût|Partenaire et poste)/.test(tr.enfants[0]?.texte ?? ""));
    expect(postes).toHaveLength(480);
    expect(postes.flatMap((tr) => tr.enfants.slice(1, 6)).every((c) => /^\d\u202f\d{3},\d{2}$/.test(c.texte))).toBe(
      true,
    );
  });
});

describe("les mots et les chiffres", () => {
  it("écrit les montants avec leurs espaces, que l’extraction retrouve", () => {
    const texte = texteEntier(lecture("fpi-aura").racine);
    expect(texte).toContain("22\u202f000\u202f000,00");
    expect(texte).toContain("9\u202f500\u202f000,00\u00a0€");
    expect(texte).toContain("43,18\u00a0%");
  });

  it("dessine la jauge et la répartition avec les mêmes chiffres que leurs tables", () => {
    const [jauge, barre] = tous(lecture("fpi-aura").racine, "Figure").map((f) => f.alt);
    for (const montant of ["9\u202f500\u202f000,00", "15\u202f400\u202f000,00", "5\u202f900\u202f000,00"])
      expect(jauge).toContain(montant);
    for (const part of ["France 2030", "Région", "Branche", "Autofinancement"]) expect(barre).toContain(part);
  });

  it("dit « Non renseigné » là où rien n’a été saisi, jamais zéro", () => {
    const { racine } = lecture("brouillon-minimal");
    // The rules say their own figures: what is read here is the dossier itself.
    const dossier = tous(racine, "Sect").filter(
      (s) => !/^(11\.|Annexe)/.test(s.enfants[0]?.texte ?? "") && s.enfants[0]?.type !== "H4",
    );
    for (const section of dossier) expect(texteEntier(section)).not.toMatch(/(?<![\d\u202f])0,00/);
    expect(tous(racine, "Figure")).toEqual([]);
    const parSection = tous(racine, "Sect").filter((s) =>
      s.enfants.some((e) => /^(2|3|4|5|6|7|8|9|10)\. /.test(e.texte)),
    );
    expect(parSection).toHaveLength(9);
    for (const section of parSection) expect(texteEntier(section)).toContain("Non renseigné");
  });

  it("porte chaque règle avec son verdict, sa sévérité, son message et sa source", () => {
    const { resultat } = entreeDe(exemple("amorcage-martinique"));
    const verification = tous(lecture("amorcage-martinique").racine, "Sect").find(
      (s) => s.enfants[0]?.texte === "11. Vérification",
    );
    const texte = texteEntier(verification as never);
    for (const c of resultat.constats) {
      expect(texte).toContain(`·  ${c.code}`);
      expect(texte).toContain(c.message);
      expect(texte).toContain(c.source.reference);
      if (c.source.citation) expect(texte).toContain(`«\u00a0${c.source.citation}\u00a0»`);
    }
    expect(texte.match(/source à confirmer/g)).toHaveLength(
      resultat.constats.filter((c) => c.source.aConfirmer).length,
    );
  });

  it("remplace visiblement ce que la police ne sait pas dessiner, et compose les accents", () => {
    const texte = texteEntier(lecture("hostile").racine);
    expect(texte).toContain('R&D <b>"Industrie"</b> [?] — l’œuvre de Łódź ([?])');
    expect(texte).toContain("élève");
    expect(texte).toContain("a".repeat(20_000));
  });

  it("garde chaque ligne du budget, celles sans année, sans poste ou sans montant comprises", async () => {
    const budget = [
      { partenaire: "gipal", poste: "equipement", annee: 2024, montant: "10.00" },
      { partenaire: null, poste: null, annee: null, montant: null, libelle: "Ligne nue" },
      { partenaire: "lp", poste: null, annee: 2025, montant: "20.00", libelle: "Sans poste" },
      { partenaire: "lp", poste: "bati", annee: 2025, montant: "30.00", libelle: "Atelier" },
    ] as const;
    for (const annees of [[], [2026, 2027, 2028, 2029, 2030, 2031, 2032]]) {
      const lignes = [
        ...budget,
        ...annees.map((annee) => ({ partenaire: "lp", poste: "missions" as const, annee, montant: "1.00" })),
      ];
      const lu = await lirePdf(await produireDossierPdf(entreeDe({ ...exemple("fpi-aura"), budget: lignes })));
      const table = tous(lu.racine, "Table").find((t) => texteEntier(t).includes("Budget par partenaire")) as Noeud;
      const texte = texteEntier(table);
      for (const attendu of [
        "Ligne nue",
        "Sans poste",
        "Atelier",
        "À classer",
        "Hors assiette",
        "Non renseigné",
        "Sans année",
      ])
        expect(texte).toContain(attendu);
      expect(texte).toMatch(annees.length === 0 ? /Coût total.*60,00$/s : /Coût total67,00$/);
    }
  });

  it("dit la version et son jour de dépôt", async () => {
    const version = await lirePdf(
      await produireDossierPdf(
        entreeDe(exemple("fpi-aura"), { mention: { type: "version", numero: 3, deposeeLe: "2024-03-15" } }),
      ),
    );
    expect(texteEntier(version.racine)).toContain("Version 3 déposée le 15\u00a0mars\u00a02024");
    expect(version.artefacts[1]).toContain("Version 3 déposée le");
  });
});
