# ឯកសារសម្រាប់ប្រតិទិន
calendar-file-video = តាមវីដេអូ
