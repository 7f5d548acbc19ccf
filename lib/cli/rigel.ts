/** `npm run --silent rigel -- …` */
import { lancer } from "./programme";

// A reader that leaves early (`| head`) is not a defect.
process.stdout.on("error", (erreur: NodeJS.ErrnoException) => {
  if (erreur.code !== "EPIPE") throw erreur;
});

// `exitCode` rather than `exit`: what was written to a pipe is flushed first.
lancer(process.argv.slice(2), {
  out: (texte) => process.stdout.write(texte),
  err: (texte) => process.stderr.write(texte),
}).then((code) => {
  process.exitCode = code;
});
