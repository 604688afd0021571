"""Write themes/theme.schema.json: what a theme's theme.json may say, for people and editors."""

from resume_builder.adapters.typst.theme import settings_schema, themes_folder

if __name__ == "__main__":
    (themes_folder() / "theme.schema.json").write_text(settings_schema(), encoding="utf-8")
