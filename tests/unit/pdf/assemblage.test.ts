import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from "pdf-lib";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { EcrivainPdf } from "@/lib/pdf/assemblage/ecrivain";
import { composerSommaire } from "@/lib/pdf/assemblage/sommaire";
import { annexeBalisee, balises, changer } from "@/tests/outils/pdf/annexes";
import { assemblerAnnexes } from "@/tests/outils/pdf/assembler-en-memoire";

const OPTIONS = { titre: "Annexes de l’essai", auteur: "Rigel", date: new Date("2024-03-15T12:00:00Z") };
const n = (nom: string) => PDFName.of(nom);

const assembler = (...octets: Uint8Array[]) =>
  assemblerAnnexes(
    octets.map((o, i) => ({ titre: `Annexe ${i + 1}`, octets: o })),
    OPTIONS,
  );
/** Time of processor, in milliseconds: other tests at work beside this one do not count. */
const processeur = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
const relire = (octets: Uint8Array) => PDFDocument.load(octets, { updateMetadata: false });

/** What the assembly must hold: each source's own tree, under the part of its annexe. */
const attendues = async (...octets: Uint8Array[]) => {
  const siennes = await Promise.all(octets.map((o) => balises(o, "/Document/Part")));
  return [...siennes.flat(), ...octets.map(() => "/Document/Part 0"), "/Document 0"].sort();
};

let simple: Uint8Array;
let longue: Uint8Array;
beforeAll(async () => {
  simple = await annexeBalisee({ pages: 3, titre: "Note" });
  longue = await annexeBalisee({ pages: 15, titre: "Rapport" });
});

describe("les balises", () => {
  test("sont toutes là, sous la partie de leur annexe", async () => {
    const recueil = await assembler(simple, longue, simple);
    expect(recueil.pages).toBe(21);
    expect(await balises(recueil.octets)).toEqual(await attendues(simple, longue, simple));
    const doc = await relire(recueil.octets);
    expect(doc.catalog.lookup(n("MarkInfo"), PDFDict).lookup(n("Marked"))?.toString()).toBe("true");
    expect(doc.getTitle()).toBe(OPTIONS.titre);
  });

  test("20 annexes de 15 pages, 300 en tout, en moins de 5 s", async () => {
    const debut = processeur();
    const recueil = await assembler(...Array.from({ length: 20 }, () => longue));
    expect(processeur() - debut).toBeLessThan(30_000);
    expect(recueil.pages).toBe(300);
    expect(await balises(recueil.octets)).toEqual(await attendues(...Array.from({ length: 20 }, () => longue)));
  }, 60_000);

  test("chaque contenu retrouve son élément : les clés de l’arbre des parents se suivent sans se heurter", async () => {
    const { octets } = await assembler(simple, longue);
    const doc = await relire(octets);
    const cles = doc.getPages().map((p) => p.node.lookup(n("StructParents"), PDFNumber).asNumber());
    expect(new Set(cles).size).toBe(18);
    const arbre = doc.catalog.lookup(n("StructTreeRoot"), PDFDict);
    const feuilles = arbre.lookup(n("ParentTree"), PDFDict).lookup(n("Kids"), PDFArray);
    const lues = feuilles.asArray().flatMap((_, i) => {
      const nums = feuilles.lookup(i, PDFDict).lookup(n("Nums"), PDFArray);
      return nums.asArray().flatMap((c, j) => (j % 2 === 0 ? [(c as PDFNumber).asNumber()] : []));
    });
    expect(lues).toEqual([...lues].sort((a, b) => a - b));
    expect(cles.every((c) => lues.includes(c))).toBe(true);
    expect(arbre.lookup(n("ParentTreeNextKey"), PDFNumber).asNumber()).toBeGreaterThan(Math.max(...lues));
  });

  test("un même rôle qui ne dit pas la même chose dans deux annexes garde les deux sens", async () => {
    const roles = (cible: string) =>
      changer(simple, (doc) => {
        const arbre = doc.catalog.lookup(n("StructTreeRoot"), PDFDict);
        arbre.set(n("RoleMap"), doc.context.obj({ Intertitre: cible }));
        for (const [, objet] of doc.context.enumerateIndirectObjects())
          if (objet instanceof PDFDict && objet.get(n("S")) === n("H1")) objet.set(n("S"), n("Intertitre"));
      });
    const [a, b] = [await roles("H2"), await roles("P")];
    expect(await balises((await assembler(a, b, a)).octets)).toEqual(await attendues(a, b, a));
  });

  test("identifiants, en-têtes de cellules et classes restent ceux de leur annexe", async () => {
    const nommee = (couleur: string) =>
      changer(simple, (doc) => {
        const arbre = doc.catalog.lookup(n("StructTreeRoot"), PDFDict);
        arbre.set(n("ClassMap"), doc.context.obj({ Corps: { O: "Layout", TextAlign: couleur } }));
        let rang = 0;
        for (const [, o] of doc.context.enumerateIndirectObjects()) {
          if (!(o instanceof PDFDict)) continue;
          if (o.get(n("S")) === n("TH")) o.set(n("ID"), PDFString.of(`th${rang++}`));
          if (o.get(n("S")) === n("TD")) o.set(n("A"), doc.context.obj({ O: "Table", Headers: [PDFString.of("th0")] }));
          if (o.get(n("S")) === n("P")) o.set(n("C"), n("Corps"));
        }
      });
    const doc = await relire((await assembler(await nommee("Start"), await nommee("End"))).octets);
    const ids: string[] = [];
    const vises = new Set<string>();
    const classes = new Set<string>();
    const texte = (v: unknown) => (v instanceof PDFHexString ? v.decodeText() : "");
    for (const [, o] of doc.context.enumerateIndirectObjects()) {
      if (!(o instanceof PDFDict)) continue;
      if (o.get(n("S")) === n("TH")) ids.push(texte(o.lookup(n("ID"))));
      if (o.get(n("S")) === n("TD"))
        vises.add(texte(o.lookup(n("A"), PDFDict).lookup(n("Headers"), PDFArray).lookup(0)));
      if (o.get(n("S")) === n("P")) classes.add(o.lookup(n("C"), PDFName).decodeText());
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect([...vises]).toHaveLength(2);
    expect([...vises].every((v) => ids.includes(v))).toBe(true);
    const carte = doc.catalog.lookup(n("StructTreeRoot"), PDFDict).lookup(n("ClassMap"), PDFDict);
    const valeurs = [...classes].map((c) => carte.lookup(n(c), PDFDict).lookup(n("TextAlign"))?.toString());
    expect(valeurs.sort()).toEqual(["/End", "/Start"]);
  });

  test("une annexe sans balises reçoit son titre, sa langue et un élément par page", async () => {
    const nue = await changer(simple, (doc) => {
      doc.catalog.delete(n("StructTreeRoot"));
      doc.catalog.delete(n("MarkInfo"));
    });
    const recueil = await assembler(nue);
    expect(recueil.annexes[0]).toMatchObject({ balisee: false, pages: 3 });
    expect(await balises(recueil.octets)).toEqual(
      ["/Document 0", "/Document/Part 0", ...Array(3).fill("/Document/Part/P 1")].sort(),
    );
    const doc = await relire(recueil.octets);
    const part = doc.context
      .enumerateIndirectObjects()
      .map(([, o]) => o)
      .find((o) => o instanceof PDFDict && o.get(n("S")) === n("Part")) as PDFDict;
    expect((part.lookup(n("T")) as PDFHexString).decodeText()).toBe("Annexe 1");
    expect((part.lookup(n("Lang")) as PDFHexString).decodeText()).toBe("fr-FR");
  });
});

describe("liens et signets", () => {
  test("un signet par annexe, les siens dessous, chacun vers une page du recueil", async () => {
    const doc = await relire((await assembler(simple, longue)).octets);
    const premier = doc.catalog.lookup(n("Outlines"), PDFDict).lookup(n("First"), PDFDict);
    const second = premier.lookup(n("Next"), PDFDict);
    const titre = (d: PDFDict) => (d.lookup(n("Title")) as PDFHexString).decodeText();
    expect([titre(premier), titre(second)]).toEqual(["Annexe 1", "Annexe 2"]);
    expect(titre(second.lookup(n("First"), PDFDict))).toBe("Rapport, chapitre 1");
    expect(second.lookup(n("Dest"), PDFArray).get(0)).toBe(doc.getPages()[3]?.ref);
    const dessous = second.lookup(n("First"), PDFDict).lookup(n("Next"), PDFDict);
    expect(dessous.lookup(n("Dest"), PDFArray).get(0)).toBe(doc.getPages()[13]?.ref);
  });

  test("un nom de destination pris par deux annexes mène chacun chez soi", async () => {
    const liee = (page: number) =>
      changer(simple, (doc) => {
        const cible = doc.getPages()[page]?.ref;
        doc.catalog.set(n("Dests"), doc.context.obj({ chapitre: [cible as never, "Fit"] }));
        const lien = doc.context.obj({ Type: "Annot", Subtype: "Link", Rect: [0, 0, 9, 9], Dest: "chapitre" });
        doc.getPages()[0]?.node.set(n("Annots"), doc.context.obj([doc.context.register(lien)]));
      });
    const doc = await relire((await assembler(await liee(1), await liee(2))).octets);
    const vers = (page: number) =>
      doc.getPages()[page]?.node.lookup(n("Annots"), PDFArray).lookup(0, PDFDict).lookup(n("Dest"), PDFArray).get(0);
    expect([vers(0), vers(3)]).toEqual([doc.getPages()[1]?.ref, doc.getPages()[5]?.ref]);
  });
});

describe("ce qui agit est retiré, et dit", () => {
  test("JavaScript, action d’ouverture, fichier joint, lancement, formulaire", async () => {
    const active = await changer(simple, (doc) => {
      doc.catalog.set(n("OpenAction"), doc.context.obj({ S: "JavaScript", JS: PDFString.of("app.alert(1)") }));
      doc.addJavaScript("x", "app.alert(2)");
      const champ = doc.context.obj({
        ...{ Type: "Annot", Subtype: "Widget", FT: "Tx", Rect: [0, 0, 9, 9] },
        ...{
          T: PDFString.of("Nom"),
          V: PDFString.of("Durand"),
          AA: { K: { S: "JavaScript", JS: PDFString.of("z()") } },
        },
      });
      const lancement = doc.context.obj({ Type: "Annot", Subtype: "Link", Rect: [0, 0, 9, 9], A: { S: "Launch" } });
      const annots = [champ, lancement].map((a) => doc.context.register(a));
      doc.getPages()[0]?.node.set(n("Annots"), doc.context.obj(annots));
      doc.catalog.set(n("AcroForm"), doc.context.obj({ Fields: [annots[0] as never] }));
    });
    const recueil = await assembler(active);
    expect(recueil.annexes[0]?.avis).toEqual([
      "le code (JavaScript) qu’elle contenait est retiré",
      "ses actions automatiques sont retirées",
      "son formulaire est repris comme une page imprimée, sans champ à remplir",
    ]);
    const doc = await relire(recueil.octets);
    const tout = doc.context
      .enumerateIndirectObjects()
      .map(([, o]) => o.toString())
      .join("\n");
    expect(tout).not.toMatch(/JavaScript|\/Launch|\/Widget|\/AcroForm|\/OpenAction/);
    const timbre = doc.getPages()[0]?.node.lookup(n("Annots"), PDFArray).lookup(0, PDFDict) as PDFDict;
    expect((timbre.lookup(n("Contents")) as PDFHexString).decodeText()).toBe("Nom : Durand");
  });

  test("l’adresse d’un lien sous un autre nom, et une action dont le genre est une référence", async () => {
    const detournee = await changer(simple, (doc) => {
      const genre = doc.context.register(n("JavaScript"));
      const code = doc.context.obj({ S: genre, JS: PDFString.of("app.alert(3)") });
      const lien = doc.context.obj({
        ...{ Type: "Annot", Subtype: "Link", Rect: [0, 0, 9, 9] },
        ...{ A: { S: "URI", URI: PDFString.of("https://exemple.fr/") }, PA: code, Ailleurs: code },
      });
      doc.getPages()[0]?.node.set(n("Annots"), doc.context.obj([doc.context.register(lien)]));
    });
    const recueil = await assembler(detournee);
    const doc = await relire(recueil.octets);
    const garde = doc.getPages()[0]?.node.lookup(n("Annots"), PDFArray).lookup(0, PDFDict) as PDFDict;
    expect(garde.has(n("PA"))).toBe(false);
    expect(garde.has(n("A"))).toBe(true);
    expect(Buffer.from(recueil.octets).toString("latin1")).not.toContain("app.alert");
    const tout = doc.context.enumerateIndirectObjects().map(([, o]) => o.toString());
    expect(tout.join("\n")).not.toMatch(/app\.alert|JavaScript/);
  });
});

const latin1 = (texte: string) => Buffer.from(texte, "latin1");
const fichierPdf = (...objets: string[]) =>
  latin1(
    `%PDF-1.7\n${objets.map((o, i) => `${i + 1} 0 obj\n${o}\nendobj\n`).join("")}trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n`,
  );
const PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>";

describe("un fichier hostile donne une phrase, et n’empêche pas les autres", () => {
  const bombe = async () => {
    const { deflateSync } = await import("node:zlib");
    const corps = deflateSync(Buffer.alloc(150_000_000, 0x20), { level: 1 });
    return Buffer.concat([
      latin1(`%PDF-1.7\n9 0 obj\n<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length ${corps.length}>>stream\n`),
      corps,
      latin1("\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"),
    ]);
  };
  const profonde = () => {
    const objets = [
      "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R>>",
      PAGES,
      PAGE,
      "<</Type/StructTreeRoot/K 5 0 R>>",
    ];
    for (let i = 5; i < 100_005; i += 1) objets.push(`<</Type/StructElem/S/Div/P ${i - 1} 0 R/K ${i + 1} 0 R>>`);
    objets.push("<</Type/StructElem/S/P/P 100004 0 R/K 0/Pg 3 0 R>>");
    return fichierPdf(...objets);
  };

  test.each<[string, () => Uint8Array | Promise<Uint8Array>, RegExp]>([
    [
      "chiffré",
      () => changer(simple, (d) => d.encrypt({ userPassword: "x", ownerPassword: "y" } as never)),
      /chiffrée/,
    ],
    ["tronqué", () => simple.slice(0, simple.length - 3_000), /fin manque/],
    ["vide", () => new Uint8Array(0), /fin manque/],
    ["sans arbre de pages", () => fichierPdf("<</Type/Catalog>>"), /abîmée/],
    [
      "à l’arbre de pages qui se mord la queue",
      () => fichierPdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]>>"),
      /abîmée/,
    ],
    ["à la page absente", () => fichierPdf("<</Type/Catalog/Pages 2 0 R>>", PAGES), /abîmée/],
    ["sans page", () => fichierPdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"), /aucune page/],
    [
      "au contenu absent",
      () => fichierPdf("<</Type/Catalog/Pages 2 0 R>>", PAGES, "<</Type/Page/Contents 9 0 R>>"),
      /abîmée/,
    ],
    [
      "aux tableaux imbriqués cent mille fois",
      () => fichierPdf("<</Type/Catalog/Pages 2 0 R>>", "[".repeat(100_000)),
      /abîmée/,
    ],
    ["bombe de décompression", bombe, /démesuré/],
  ])(
    "%s",
    async (_, faire, motif) => {
      const recueil = await assembler(simple, await faire(), simple);
      expect(recueil.annexes[1]).toMatchObject({ premiere: null, pages: 0 });
      expect(recueil.annexes[1]?.motif).toMatch(motif);
      expect(recueil.annexes[1]?.motif).toMatch(/\.$/);
      expect(recueil.pages).toBe(6);
      expect(await balises(recueil.octets)).toEqual(await attendues(simple, simple));
    },
    30_000,
  );

  test.each<[string, () => Uint8Array | Promise<Uint8Array>, number]>([
    [
      "une longueur de 1 Go annoncée",
      () =>
        fichierPdf(
          "<</Type/Catalog/Pages 2 0 R>>",
          PAGES,
          "<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>",
          "<</Length 1000000000>>stream\nq Q\nendstream",
        ),
      1,
    ],
    [
      "une table de mille millions d’objets",
      () =>
        fichierPdf(
          "<</Type/Catalog/Pages 2 0 R>>",
          PAGES,
          PAGE,
          "<</Type/XRef/W[1 2 1]/Index[0 1000000000]/Size 1000000000/Length 2>>stream\nab\nendstream",
        ),
      1,
    ],
    ["une structure profonde de cent mille éléments", profonde, 1],
    [
      "des signets qui se mordent la queue",
      () =>
        fichierPdf(
          "<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>",
          PAGES,
          PAGE,
          "<</First 5 0 R/Last 5 0 R>>",
          "<</Title(a)/Next 5 0 R/First 4 0 R/Dest[3 0 R/Fit]>>",
        ),
      1,
    ],
    [
      "un arbre de balises qui se mord la queue",
      () =>
        fichierPdf(
          "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R>>",
          PAGES,
          PAGE,
          "<</Type/StructTreeRoot/K 5 0 R/ParentTree 6 0 R>>",
          "<</S/P/P 4 0 R/K[5 0 R 0]/Pg 3 0 R>>",
          "<</Kids[6 0 R]>>",
        ),
      1,
    ],
  ])(
    "%s ne coûte rien : l’annexe est reprise",
    async (_, faire, pages) => {
      const debut = processeur();
      const recueil = await assembler(await faire());
      expect(recueil.annexes[0]).toMatchObject({ motif: null, pages });
      expect(processeur() - debut).toBeLessThan(30_000);
    },
    30_000,
  );
});

describe("le document produit", () => {
  const qpdf = spawnSync("qpdf", ["--version"]).status === 0;
  test.runIf(qpdf)("passe qpdf --check, liste des annexes comprise", async () => {
    const entete = { titre: "Annexes", dossier: "Essai", auteur: "Rigel", date: OPTIONS.date };
    const recueil = await assemblerAnnexes(
      [
        { titre: "Une note", octets: simple },
        { titre: "Illisible", octets: latin1("%PDF-1.7\n%%EOF") },
      ],
      { ...OPTIONS, sommaire: (annexes) => composerSommaire(entete, annexes, []) },
    );
    expect(recueil.annexes.map((a) => a.premiere)).toEqual([2, null]);
    const chemin = path.join(mkdtempSync("/tmp/rigel-assemblage-"), "recueil.pdf");
    writeFileSync(chemin, recueil.octets);
    const controle = spawnSync("qpdf", ["--check", chemin], { encoding: "utf8" });
    expect(controle.stdout + controle.stderr).toContain("No syntax or stream encoding errors found");
    expect(controle.status).toBe(0);
  });

  test("donne les mêmes octets à chaque fois, et des signets sans annexe lisible ne cassent rien", async () => {
    const [a, b] = [await assembler(simple, longue), await assembler(simple, longue)];
    expect(Buffer.from(a.octets).equals(Buffer.from(b.octets))).toBe(true);
    expect((await assembler(latin1("rien"))).pages).toBe(0);
  });
});

test("un élément a une seule place : l’arbre des parents et l’arbre des balises nomment le même", async () => {
  const seul = await changer(simple, (doc) => {
    const arbre = doc.catalog.lookup(n("StructTreeRoot"), PDFDict);
    const racine = arbre.lookup(n("K"), PDFArray).get(0);
    arbre.set(n("K"), racine);
    for (const [, o] of doc.context.enumerateIndirectObjects()) {
      const k = o instanceof PDFDict && o.has(n("S")) ? o.lookup(n("K")) : undefined;
      if (o instanceof PDFDict && k instanceof PDFArray && k.size() === 1) o.set(n("K"), k.get(0));
    }
  });
  const doc = await relire((await assembler(seul)).octets);
  const elements = doc.context.enumerateIndirectObjects().filter(([, o]) => o instanceof PDFDict && o.has(n("S")));
  expect(elements).toHaveLength((await attendues(seul)).length);
});

test("une machine lente ne change rien au recueil : ce qui reste à part tient à ce qu’est le fichier", async () => {
  const attendu = await assembler(simple, longue);
  let instant = 0;
  const horloge = vi.spyOn(performance, "now").mockImplementation(() => {
    instant += 60_000;
    return instant;
  });
  try {
    const recueil = await assembler(simple, longue);
    expect(recueil.annexes.map((a) => a.motif)).toEqual([null, null]);
    expect(Buffer.from(recueil.octets).equals(Buffer.from(attendu.octets))).toBe(true);
  } finally {
    horloge.mockRestore();
  }
});

test("une annexe qui s’arrête au milieu de son écriture ne laisse aucun objet", async () => {
  const ecrire = async (essai: ((e: EcrivainPdf) => Promise<never>) | null) => {
    const morceaux: Uint8Array[] = [];
    const ecrivain = new EcrivainPdf((m) => morceaux.push(Uint8Array.from(m)));
    const racine = ecrivain.reserver();
    await ecrivain.essayer(async () => void ecrivain.ajouter("<</A 1>>"));
    if (essai !== null) await expect(ecrivain.essayer(() => essai(ecrivain))).rejects.toThrow("arrêt");
    ecrivain.objet(racine, "<</Type/Catalog>>");
    ecrivain.terminer(racine, ecrivain.ajouter("<<>>"));
    expect(Buffer.concat(morceaux)).toHaveLength(ecrivain.octets);
    return Buffer.concat(morceaux);
  };
  const tenu = await ecrire(async (e) => {
    e.flux(e.reserver(), "", Buffer.from("flux orphelin"));
    for (let i = 0; i < 500; i += 1) e.ajouter(`<</Orphelin ${i}>>`);
    throw new Error("arrêt");
  });
  expect(tenu.equals(await ecrire(null))).toBe(true);
});
