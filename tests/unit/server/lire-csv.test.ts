import { expect, test } from "vitest";
import { type Enregistrement, lireCsv } from "@/lib/server/referentiels/lire-csv";

async function lire(texte: string): Promise<Enregistrement[]> {
  const recus: Enregistrement[] = [];
  const octets = (async function* () {
    yield Buffer.from(texte);
  })();
  await lireCsv(octets, { colonnes: ["code", "nom"], facultatives: ["maj"] }, (enregistrement) =>
    recus.push(enregistrement),
  );
  return recus;
}
const colonnes = (nombre: number) =>
  ["nom", ...Array.from({ length: nombre - 2 }, (_, i) => `c${i}`), "code"].join(";");

test("seules les colonnes attendues sont gardées, où qu’elles soient", async () => {
  const [ligne] = await lire(`${colonnes(200)}\nLycée${";x".repeat(198)};0840001A\n`);
  expect(ligne).toEqual({ ligne: 2, cellules: { code: "0840001A", nom: "Lycée" }, decalee: false });
});

test("une colonne facultative est lue quand elle est là", async () => {
  expect((await lire("maj;code;nom;autre\n2024-01-01;a;b;c\n"))[0]?.cellules).toEqual({
    code: "a",
    nom: "b",
    maj: "2024-01-01",
  });
});

test("plus de 200 colonnes : ce n’est pas le fichier attendu", async () => {
  await expect(lire(`${colonnes(201)}\nx\n`)).rejects.toMatchObject({
    reponse: { fields: { fichier: "Ce n’est pas le fichier attendu : il a 201 colonnes, et 200 au plus sont lues." } },
  });
  await expect(lire(`${";".repeat(90_000)}\n`)).rejects.toMatchObject({ code: "saisie" });
});

test("une ligne qui n’a pas le nombre de cellules de l’en-tête est dite décalée", async () => {
  const lignes = await lire("code;nom;autre\na;b;c\nd;e\nf;g;h\n");
  expect(lignes.map(({ decalee }) => decalee)).toEqual([false, true, false]);
});
