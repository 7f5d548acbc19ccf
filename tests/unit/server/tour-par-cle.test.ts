import { expect, test } from "vitest";
import { toursParCle } from "@/lib/server/tour-par-cle";

/** A piece of work that ends when told. */
function travail() {
  let finir = () => {};
  const fini = new Promise<void>((suite) => {
    finir = suite;
  });
  return { faire: () => fini, finir: () => finir() };
}

test("chaque clé a son tour : une qui tient n’arrête pas les autres, et n’attend pas sans fin", async () => {
  const tour = toursParCle({ ensemble: 1, file: 1, attenteMs: 10_000 });
  const long = travail();
  const tenu = tour("a", long.faire);
  let passe = false;
  const derriere = tour("a", async () => {
    passe = true;
  });
  await expect(tour("a", async () => undefined)).rejects.toThrow();
  expect(await tour("b", async () => "b")).toBe("b");
  expect(passe).toBe(false);
  long.finir();
  await Promise.all([tenu, derriere]);
  expect(passe).toBe(true);
  expect(await tour("a", async () => "encore")).toBe("encore");
});
