import { setImmediate as suite } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { rythme } from "@/lib/integrations/examen/rythme";
import { ExamenSature, tours } from "@/lib/integrations/examen/tour";

/** Work that ends when told to. */
function travail() {
  let finir: () => void = () => undefined;
  const fini = new Promise<void>((resoudre) => {
    finir = resoudre;
  });
  return { fini, finir };
}

describe("l’examen des fichiers", () => {
  test("deux à la fois, les suivants dans l’ordre", async () => {
    const chacun = tours({ ensemble: 2, file: 10, attenteMs: 60_000 });
    const commences: number[] = [];
    const travaux = Array.from({ length: 5 }, travail);
    const tous = travaux.map(({ fini }, rang) =>
      chacun(async () => {
        commences.push(rang);
        await fini;
        return rang;
      }),
    );
    await suite();
    expect(commences).toEqual([0, 1]);
    travaux[1]?.finir();
    await suite();
    expect(commences).toEqual([0, 1, 2]);
    for (const { finir } of travaux) finir();
    expect(await Promise.all(tous)).toEqual([0, 1, 2, 3, 4]);
  });

  test("au-delà de la file, on est prié de revenir ; la place se libère même après une erreur", async () => {
    const chacun = tours({ ensemble: 1, file: 1, attenteMs: 60_000 });
    const { fini, finir } = travail();
    const premier = chacun(async () => {
      await fini;
      throw new Error("illisible");
    });
    const deuxieme = chacun(async () => "lu");
    await expect(chacun(async () => "jamais")).rejects.toThrow(ExamenSature);
    finir();
    await expect(premier).rejects.toThrow("illisible");
    expect(await deuxieme).toBe("lu");
    expect(await chacun(async () => "libre")).toBe("libre");
  });

  test("qui attend trop longtemps sort de la file sans prendre la place d’un autre", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const chacun = tours({ ensemble: 1, file: 2, attenteMs: 30_000 });
      const { fini, finir } = travail();
      const premier = chacun(() => fini);
      const lasse = expect(chacun(async () => "jamais")).rejects.toThrow(ExamenSature);
      vi.advanceTimersByTime(20_000);
      const patient = chacun(async () => "lu");
      vi.advanceTimersByTime(10_001);
      await lasse;
      finir();
      await premier;
      expect(await patient).toBe("lu");
      expect(await chacun(async () => "libre")).toBe("libre");
    } finally {
      vi.useRealTimers();
    }
  });

  test("un examen qui dure est arrêté, et laisse passer les autres demandes", async () => {
    const pause = rythme(200);
    let passees = 0;
    const autre = setInterval(() => {
      passees += 1;
    }, 1);
    const durer = async () => {
      for (;;) {
        const debut = performance.now();
        while (performance.now() - debut < 20);
        await pause();
      }
    };
    await expect(durer()).rejects.toThrow("démesuré");
    clearInterval(autre);
    expect(passees).toBeGreaterThan(0);
  });
});
