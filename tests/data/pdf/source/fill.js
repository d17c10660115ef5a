// SPDX-License-Identifier: GPL-3.0-or-later
// mutool run fill.js FILE TEXT: fills the first text field and saves a revision behind what is there.
var document = new PDFDocument(scriptArgs[0]);
var widgets = document.loadPage(0).getWidgets();
for (var i = 0; i < widgets.length; i++)
  if (widgets[i].getFieldType() === "text") {
    widgets[i].setTextValue(scriptArgs[1]);
    widgets[i].update();
    break;
  }
document.save(scriptArgs[0], "incremental");
