-- Staged rows are some 2 kB and live a few minutes: compressing each of them and moving it out of line cost more than it saved.
ALTER TABLE "LigneImportCarte" SET (toast_tuple_target = 8160);
