/**
 * The budget grid at full size, 60 partners × 11 posts × 5 years: what it costs a person in a real browser, on a production
 * build with its own server and data; then what more lines cost the server and the engine. `npm run bench -- grille croissance`
 * leaves the browser out, `npm run bench -- grille navigateur` leaves the rest out.
 */
import { loadavg } from "node:os";
import { mesurerCroissance } from "./grille/croissance";
import { mesurerNavigateur } from "./grille/navigateur";
import { dire } from "./mesure";

async function banc(partie: string | undefined): Promise<void> {
  const charge = () =>
    dire(
      `  charge de la machine : ${loadavg()
        .map((c) => c.toFixed(1))
        .join(" ")}`,
    );
  charge();
  if (partie !== "navigateur") await mesurerCroissance();
  if (partie !== "croissance") await mesurerNavigateur();
  charge();
}

banc(process.argv[2]).catch((erreur: Error) => {
  dire(`  ${erreur.stack ?? erreur.message}`);
  process.exitCode = 1;
});
