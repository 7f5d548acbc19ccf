import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import { enFluxWeb } from "@/lib/integrations/flux-web";

test("donne les mêmes octets, et la faute de la source", async () => {
  const flux = enFluxWeb(Readable.from([Buffer.from("un "), Buffer.from("deux")]));
  expect(await new Response(flux).text()).toBe("un deux");
  const fautif = new PassThrough();
  const lu = new Response(enFluxWeb(fautif)).text();
  fautif.destroy(new Error("disque"));
  await expect(lu).rejects.toThrow("disque");
});

test("abandonné à tout moment, il arrête sa source sans rien casser", async () => {
  const source = new PassThrough();
  source.write(Buffer.alloc(100_000));
  source.write(Buffer.alloc(100_000));
  const avant = enFluxWeb(source);
  await avant.cancel();
  expect(source.destroyed).toBe(true);
  const autre = new PassThrough();
  autre.write(Buffer.alloc(100_000));
  const lecteur = enFluxWeb(autre).getReader();
  await lecteur.read();
  const enAttente = lecteur.read();
  await lecteur.cancel();
  expect(await enAttente).toEqual({ done: true, value: undefined });
  expect(autre.destroyed).toBe(true);
});
