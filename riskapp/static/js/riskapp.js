// Makes pages better where scripts run; every page works without it. One small module a component.

import { offerAssets } from "./asset-choice.js";
import { connectBoxes } from "./connect.js";
import { focusErrors } from "./error-summary.js";
import { playCascades } from "./cascade.js";
import { offerNames } from "./mentions.js";
import { offerPictureTools } from "./picture-tools.js";
import { focusSearch } from "./search-key.js";
import { foldWhenNarrow } from "./fold.js";
import { keepTyped } from "./keep-typed.js";
import { keepWhatIsSeen } from "./keep.js";
import { lightUpArrows } from "./picture.js";
import { showPresence } from "./presence.js";
import { saveAnswers } from "./save-answers.js";
import { saveWhole } from "./save-whole.js";
import { tidyQuestions } from "./question.js";
import { takeDrops } from "./file-drop.js";
import { takeSelectedWords } from "./select-words.js";

focusErrors();
focusSearch();
foldWhenNarrow();
lightUpArrows();
offerPictureTools();
playCascades();
connectBoxes();
keepWhatIsSeen();
keepTyped();
tidyQuestions();
offerAssets();
offerNames();
saveAnswers();
saveWhole();
showPresence();
takeDrops();
takeSelectedWords();
