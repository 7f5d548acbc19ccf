/** The stopwatches, inside the page: at the frame that shows it, not when the test hears of it. */
import type { Page } from "@playwright/test";

/** Milliseconds since the page began, at the first frame in which a cell of the grid can take the focus. */
export const attendreUtilisable = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((fini) => {
        const regarder = () => {
          const cellule = document.querySelector("[role=grid] [role=gridcell][tabindex='0']");
          // Until the page can hear it, the whole section is in a disabled fieldset.
          if (cellule && cellule.closest("fieldset[disabled]") === null) fini(performance.now());
          else requestAnimationFrame(regarder);
        };
        regarder();
      }),
  );

/** A cell opened, an amount typed, Enter: frames between each key and what it shows. */
export async function frapper(
  page: Page,
  texte: string,
): Promise<{ touches: number[]; totaux: number; jauge: number }> {
  await page.evaluate(() => {
    const lire = (s: string) => [...document.querySelectorAll(s)].map((n) => n.textContent).join("|");
    const etat = {
      touches: [] as number[],
      totaux: Number.NaN,
      jauge: Number.NaN,
      debut: Number.NaN,
      avant: { totaux: "", jauge: "" },
      fini: false,
    };
    const lectures = { totaux: () => lire("[role=grid] tfoot"), jauge: () => lire(".rg-barre__marge, .rg-panneau") };
    const suivre = () => {
      const duree = performance.now() - etat.debut;
      for (const nom of ["totaux", "jauge"] as const)
        if (Number.isNaN(etat[nom]) && lectures[nom]() !== etat.avant[nom]) etat[nom] = duree;
      etat.fini = !Number.isNaN(etat.totaux) && !Number.isNaN(etat.jauge);
      if (!etat.fini && duree < 10_000) requestAnimationFrame(suivre);
      else etat.fini = true;
    };
    const surTouche = (e: KeyboardEvent) => {
      const debut = performance.now();
      if (e.key === "Enter" && document.querySelector("[data-editeur]")) {
        document.removeEventListener("keydown", surTouche, true);
        etat.debut = debut;
        etat.avant = { totaux: lectures.totaux(), jauge: lectures.jauge() };
        requestAnimationFrame(suivre);
      } else if (e.key.length === 1) requestAnimationFrame(() => etat.touches.push(performance.now() - debut));
    };
    document.addEventListener("keydown", surTouche, true);
    (window as unknown as { mesure: typeof etat }).mesure = etat;
  });
  await page.keyboard.type(texte);
  await page.keyboard.press("Enter");
  const lue = await page.waitForFunction(() => {
    const { mesure } = window as unknown as { mesure: { fini: boolean } };
    return mesure.fini ? mesure : null;
  });
  return (await lue.jsonValue()) as never;
}

/** The wheel, step after step, for so long: frames, the longest, and how many a screen at 60 Hz would have missed. */
export async function defiler(
  page: Page,
  duree: number,
): Promise<{ images: number; plusLongue: number; perdues: number }> {
  await page.evaluate((fin) => {
    const images: number[] = [];
    (window as unknown as { images: number[] }).images = images;
    const debut = performance.now();
    const noter = (t: number) => {
      images.push(t);
      if (t - debut < fin) requestAnimationFrame(noter);
    };
    requestAnimationFrame(noter);
  }, duree);
  const fin = Date.now() + duree;
  while (Date.now() < fin) await page.mouse.wheel(0, 120);
  const instants = await page.evaluate(() => (window as unknown as { images: number[] }).images);
  const ecarts = instants.slice(1).map((t, i) => t - (instants[i] as number));
  return {
    images: instants.length,
    plusLongue: Math.max(...ecarts),
    perdues: ecarts.reduce((n, e) => n + Math.max(0, Math.round(e / (1_000 / 60)) - 1), 0),
  };
}

/** From the paste (and the yes, when one is asked) to the amounts on screen, then to what says that they are saved. */
export async function attendreCollage(
  page: Page,
  bloc: string,
): Promise<{ ecrit: number; enregistre: number; reseau: number }> {
  let reseau = 0;
  const reponse = page
    .waitForResponse((r) => r.request().method() === "POST" && new URL(r.url()).pathname.endsWith("/budget"))
    .then((r) => {
      const { requestStart, responseStart } = r.request().timing();
      reseau = responseStart - requestStart;
    });
  const debut = performance.now();
  await page.evaluate((texte) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", texte);
    const cible = document.activeElement ?? document.body;
    cible.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, bloc);
  const oui = page.getByRole("dialog").getByRole("button", { name: /^Coller / });
  const avis = page.getByRole("status").filter({ hasText: /cases collées/ });
  await oui.or(avis).first().waitFor();
  if (await oui.isVisible()) await oui.click();
  await avis.first().waitFor();
  const ecrit = performance.now() - debut;
  await reponse;
  await page
    .getByRole("status")
    .filter({ hasText: /^Enregistré à/ })
    .first()
    .waitFor();
  return { ecrit, enregistre: performance.now() - debut, reseau };
}
